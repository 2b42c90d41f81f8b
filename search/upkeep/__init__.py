"""How the indexes follow the guide: noted, delivered, rebuilt, compared, watched. Imports all parts but admin."""

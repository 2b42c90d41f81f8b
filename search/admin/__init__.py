"""What search adds to the editing screens: trying a word out, questions without an answer, splitting words."""

// Reads cards with ez-vcard (what DAVx5 reads with): a file in base64 on a line comes in, a line of JSON goes out.

import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.ParseWarning;
import ezvcard.parameter.TelephoneType;
import ezvcard.property.Organization;
import ezvcard.property.RawProperty;
import ezvcard.property.StructuredName;
import ezvcard.property.TextProperty;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

public class EzVcard {
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8)));
        }
    }

    static String answer(String file) {
        List<List<ParseWarning>> unread = new ArrayList<>();
        List<VCard> cards = Ezvcard.parse(file).warnings(unread).all();
        List<String> found = new ArrayList<>();
        for (int n = 0; n < cards.size(); n++) {
            found.add(json(facts(cards.get(n), unread.get(n))));
        }
        return "[" + String.join(",", found) + "]";
    }

    static Map<String, List<String>> facts(VCard card, List<ParseWarning> unread) {
        Map<String, List<String>> facts = new LinkedHashMap<>();
        List<String> complaints = card.validate(VCardVersion.V3_0).toString().lines().collect(Collectors.toList());
        unread.forEach(warning -> complaints.add(warning.toString()));
        facts.put("warning", complaints);
        facts.put("version", List.of(card.getVersion().getVersion()));
        facts.put("uid", List.of(card.getUid().getValue()));
        facts.put("fn", List.of(card.getFormattedName().getValue()));
        facts.put("n", name(card.getStructuredName()));
        facts.put("org", organisation(card.getOrganization()));
        facts.put("title", texts(card.getTitles()));
        facts.put("tel", list(card.getTelephoneNumbers(), tel -> tel.getText()));
        facts.put("cell", card.getTelephoneNumbers().stream()
            .filter(tel -> tel.getTypes().contains(TelephoneType.CELL)).map(tel -> tel.getText())
            .collect(Collectors.toList()));
        facts.put("email", texts(card.getEmails()));
        List<String> places = new ArrayList<>();
        card.getAddresses().forEach(a -> places.addAll(parts(a.getStreetAddress(), a.getLocality(), a.getPostalCode())));
        facts.put("adr", places);
        facts.put("url", texts(card.getUrls()));
        facts.put("categories", card.getCategories() == null ? List.of() : card.getCategories().getValues());
        facts.put("note", texts(card.getNotes()));
        facts.put("showas", list(card.getExtendedProperties("X-ABSHOWAS"), RawProperty::getValue));
        return facts;
    }

    static List<String> name(StructuredName n) {
        return parts(n.getFamily(), n.getGiven(), String.join(",", n.getSuffixes()));
    }

    static List<String> organisation(Organization org) {
        return org == null ? List.of() : org.getValues();
    }

    static List<String> texts(Collection<? extends TextProperty> properties) {
        return list(properties, TextProperty::getValue);
    }

    static <T> List<String> list(Collection<T> properties, java.util.function.Function<T, String> value) {
        return properties.stream().map(value).collect(Collectors.toList());
    }

    static List<String> parts(String... values) {
        List<String> found = new ArrayList<>();
        for (String value : values) {
            found.add(value == null ? "" : value);
        }
        return found;
    }

    static String json(Map<String, List<String>> facts) {
        return facts.entrySet().stream().map(fact -> quoted(fact.getKey()) + ":" + fact.getValue().stream()
            .map(EzVcard::quoted).collect(Collectors.joining(",", "[", "]"))).collect(Collectors.joining(",", "{", "}"));
    }

    /** A string of JSON in plain ASCII. */
    static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        value.chars().forEach(c -> text.append(String.format("\\u%04x", c)));
        return text.append('"').toString();
    }
}

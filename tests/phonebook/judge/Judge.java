// Reads a file of vCards with ez-vcard (what DAVx5 reads with) and prints what it understood, one fact a line.

import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.ParseWarning;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

public class Judge {
    static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] args) throws Exception {
        List<List<ParseWarning>> unread = new ArrayList<>();
        Reader file = Files.newBufferedReader(Path.of(args[0]), StandardCharsets.UTF_8);
        List<VCard> cards = Ezvcard.parse(file).warnings(unread).all();
        unread.forEach(list -> list.forEach(warning -> say("warning", warning.toString())));
        for (VCard card : cards) {
            String complaints = card.validate(VCardVersion.V3_0).toString();
            complaints.lines().forEach(line -> say("warning", line));
            say("version", card.getVersion().getVersion());
            say("uid", card.getUid().getValue());
            say("name", card.getFormattedName().getValue());
            say("family", card.getStructuredName().getFamily());
            say("given", card.getStructuredName().getGiven());
            card.getOrganization().getValues().forEach(value -> say("org", value));
            card.getTelephoneNumbers().forEach(tel -> say("tel", tel.getText()));
            card.getUrls().forEach(url -> say("url", url.getValue()));
            card.getNotes().forEach(note -> say("note", note.getValue()));
        }
    }

    static void say(String what, String value) {
        OUT.println(what + "\t" + (value == null ? "" : value.replace("\\", "\\\\").replace("\n", "\\n")));
    }
}

using NodaTime;

namespace Wfm.Exchange.Tests.Personal;

public sealed class PersonalDataPageTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 2, 2, 9, 0);

    [Test]
    public void A_page_shows_every_field_of_every_row_and_needs_nothing_else()
    {
        PersonalData data = new(new AgentId("0001"), "Åsa Öberg", At,
        [
            new PersonalDataSection("absences", "planning of work", "791 days", [[new("start", new LocalDateTime(2026, 3, 2, 0, 0)), new("category", "Vacation")]]),
            new PersonalDataSection("accounts", "log-in", null, [[new("a", "1"), new("b", 2), new("c", null), new("d", true), new("e", 0.5), new("f", "6"), new("g", "sju"), new("h", 8), new("i", 9)]]),
            new PersonalDataSection("wishes", "planning of work", null, []),
        ]);

        string page = TextFile.Written(writer => PersonalDataPage.Write(writer, data, TextLanguage.Swedish));

        page.ShouldStartWith("<!DOCTYPE html>\n<html lang=\"sv\">");
        page.ShouldContain("<h1><bdi>Uppgifter om Åsa Öberg (0001)</bdi></h1>");
        page.ShouldContain("<h2>Frånvaro (1)</h2>\n<p>Ändamål: planering av arbetet. Sparas: 791 dagar.</p>");
        page.ShouldContain("<tr><td><bdi>2026-03-02 00:00</bdi></td><td><bdi>Vacation</bdi></td></tr>");
        page.ShouldContain("<dt>g</dt><dd><bdi>sju</bdi></dd>");
        page.ShouldContain("<h2>Inget finns sparat</h2>\n<p>Önskemål.</p>");
        page.ShouldContain("<dt>d</dt><dd><bdi>ja</bdi></dd>");
        page.ShouldNotContain("<script");
        page.ShouldNotContain("http:");
        page.ShouldNotContain("https:");
        page.ShouldContain("default-src 'none'");
    }

    [TestCase("<script>alert(1)</script>")]
    [TestCase("\"><img src=x onerror=alert(1)>")]
    [TestCase("{{7*7}}")]
    public void Text_stays_text(string text)
    {
        PersonalData data = new(new AgentId("1"), text, At, [new PersonalDataSection("s", text, text, [[new("note", text)]])]);

        string page = TextFile.Written(writer => PersonalDataPage.Write(writer, data, TextLanguage.English));

        page.ShouldNotContain("<script>");
        page.ShouldNotContain("<img");
    }
}

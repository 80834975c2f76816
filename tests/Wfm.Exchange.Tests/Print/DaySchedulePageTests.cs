using System.Text.RegularExpressions;
using System.Xml.Linq;
using NodaTime;

namespace Wfm.Exchange.Tests.Print;

public sealed class DaySchedulePageTests
{
    [Test]
    public void The_page_has_hours_across_people_down_and_letters_for_what_they_do()
    {
        XElement table = Table(Page(new LocalDate(2026, 1, 5), ("Åsa", "Växel", 8, 0, 16, 30), ("Bo", "Växel", 7, 0, 12, 0), ("Eva", "Skola", 9, 0, 17, 0)));

        table.Descendants("thead").Single().Descendants("th").Select(cell => cell.Value).ShouldBe(["Namn", "Tid", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16"]);
        XElement[] rows = [.. table.Element("tbody")!.Elements("tr")];
        rows.Select(row => row.Elements().First().Value).ShouldBe(["Växel", "Åsa", "Bo", "Skola", "Eva", "Antal på kontakter"]);
        rows[1].Elements().Skip(1).Select(cell => cell.Value).ShouldBe(["08:00–16:30", "", "K", "L", "K", ""]);
        rows[1].Elements().Skip(2).Select(cell => (int)cell.Attribute("colspan")!).ShouldBe([4, 14, 2, 18, 2]);
        string[] counts = [.. rows[5].Elements().Skip(2).Select(cell => cell.Value)];
        counts.Length.ShouldBe(40);
        (counts[0], counts[4], counts[8], counts[18], counts[20], counts[39]).ShouldBe(("1", "2", "3", "0", "2", "1"));
    }

    [TestCase(2026, 10, 25, 25)]
    [TestCase(2027, 3, 28, 23)]
    public void A_day_of_the_clock_change_has_its_hours(int year, int month, int day, int hours)
    {
        LocalDate date = new(year, month, day);
        Interval all = DayIntervals.Of(date, TextFile.Stockholm);
        Shift shift = new(new AgentId("1"), date, all, [new ShiftActivity(ActivityKind.Contacts, all)]);

        XElement table = Table(Written(new DaySchedule("x", date, TextFile.Stockholm, "v1", Instant.FromUtc(2026, 1, 1, 0, 0), [new("A", "g", shift)]), TextLanguage.Swedish));

        string[] heads = [.. table.Descendants("thead").Single().Descendants("th").Skip(2).Select(cell => cell.Value)];
        heads.Length.ShouldBe(hours);
        heads.Count(head => head == "02").ShouldBe(hours - 23);
    }

    [Test]
    public void Names_are_shown_and_never_run()
    {
        string page = Page(new LocalDate(2026, 1, 5), ("<script>alert(1)</script>\"'\u202E\0", "<img onerror=x>", 8, 0, 16, 0));

        page.ShouldNotContain("<script");
        page.ShouldNotContain("<img");
        Table(page).Descendants("bdi").Single().Value.ShouldStartWith("<script>alert(1)</script>\"'");
    }

    [Test]
    public void The_page_needs_nothing_but_itself()
    {
        string page = Page(new LocalDate(2026, 1, 5), ("Åsa", "Växel", 8, 0, 16, 0));

        foreach (string loaded in new[] { "<script", "<link", "src=", "href=", "url(", "@import", "http:", "https:" })
        {
            page.ShouldNotContain(loaded);
        }

        page.ShouldContain("@media print");
        page.ShouldContain("default-src 'none'");
        page.ShouldContain("måndag 5 januari 2026");
    }

    [Test]
    public void In_English_too()
    {
        LocalDate day = new(2026, 1, 5);
        string page = Written(new DaySchedule("Centre", day, TextFile.Stockholm, "Version 3, published", Instant.FromUtc(2026, 1, 4, 17, 5), []), TextLanguage.English);

        page.ShouldContain("Schedule of the day Monday 5 January 2026");
        page.ShouldContain("Printed 2026-01-04 18:05");
        page.ShouldContain("<b>F</b> Away");
        Table(page).Descendants("thead").Single().Descendants("th").Count().ShouldBe(26);
    }

    private static XElement Table(string page) =>
        XElement.Parse(Regex.Match(page, "<table>.*</table>", RegexOptions.Singleline).Value.Replace("&#x202E;", "", StringComparison.Ordinal));

    private static string Page(LocalDate day, params (string Name, string Group, int FromHour, int FromMinute, int ToHour, int ToMinute)[] people) => Written(
        new DaySchedule("Örebro", day, TextFile.Stockholm, "Version 3, publicerad", Instant.FromUtc(2026, 1, 4, 17, 5),
        [
            .. people.Select(person =>
            {
                Interval span = new(At(day, person.FromHour, person.FromMinute), At(day, person.ToHour, person.ToMinute));
                Interval lunch = new(At(day, 11, 30), At(day, 12, 0));
                ShiftActivity[] pieces = [new(ActivityKind.Contacts, new(span.Start, lunch.Start)), new(ActivityKind.Lunch, lunch), new(ActivityKind.Contacts, new(lunch.End, span.End))];
                return new DayScheduleRow(person.Name, person.Group, new Shift(new AgentId(person.Name), day, span, [.. pieces.Where(piece => piece.Span.Duration > Duration.Zero)]));
            }),
        ]),
        TextLanguage.Swedish);

    private static Instant At(LocalDate date, int hour, int minute) => TextFile.Stockholm.AtStrictly(date.At(new LocalTime(hour, minute))).ToInstant();

    private static string Written(DaySchedule schedule, TextLanguage language) => TextFile.Written(writer => DaySchedulePage.Write(writer, schedule, language));
}

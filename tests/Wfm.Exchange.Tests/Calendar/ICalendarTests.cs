using System.Text;
using NodaTime;

namespace Wfm.Exchange.Tests.Calendar;

public sealed class ICalendarTests
{
    private static readonly Instant Published = Instant.FromUtc(2026, 9, 1, 8, 0);

    [Test]
    public void A_shift_is_one_event_with_its_breaks_and_lunch_in_the_description()
    {
        ParsedCalendar calendar = Parsed(Feed(Entry(Day(new LocalDate(2026, 1, 5)))));

        Dictionary<string, string> shift = calendar.Events.ShouldHaveSingleItem();
        calendar.Utc(shift, "DTSTART").ShouldBe(new DateTime(2026, 1, 5, 7, 0, 0));
        calendar.Utc(shift, "DTEND").ShouldBe(new DateTime(2026, 1, 5, 15, 30, 0));
        shift["SUMMARY"].ShouldBe("Arbetspass");
        shift["STATUS"].ShouldBe("CONFIRMED");
        shift["UID"].ShouldBe("shift-0063-20260105@wfm.example");
        shift["SEQUENCE"].ShouldBe("2");
        shift["DTSTAMP"].ShouldBe("20260901T080000Z");
        ParsedCalendar.Text(shift["DESCRIPTION"]).ShouldBe("09:30–09:45 Paus\n11:30–12:00 Lunch\n13:00–14:00 Möte");
        calendar.Properties["VERSION"].ShouldBe("2.0");
        calendar.Properties["TZID"].ShouldBe("Europe/Stockholm");
    }

    // Summer time of Sweden ends on Sunday 25 October 2026 and begins on Sunday 28 March 2027.
    [TestCase(2026, 10, 24, 6)]
    [TestCase(2026, 10, 25, 7)]
    [TestCase(2027, 3, 27, 7)]
    [TestCase(2027, 3, 28, 6)]
    [TestCase(2027, 10, 31, 7)]
    public void Eight_o_clock_is_eight_o_clock_by_the_zone_the_stream_describes(int year, int month, int day, int utcHour)
    {
        ParsedCalendar calendar = Parsed(Feed(Entry(Day(new LocalDate(2026, 6, 1))), Entry(Day(new LocalDate(year, month, day)))));

        calendar.Utc(calendar.Events[1], "DTSTART").ShouldBe(new DateTime(year, month, day, utcHour, 0, 0));
    }

    [TestCase(2026, 10, 24, 9)]
    [TestCase(2027, 3, 27, 7)]
    [TestCase(2027, 3, 20, 8)]
    public void A_night_over_a_clock_change_keeps_its_hours(int year, int month, int day, int hours)
    {
        LocalDate date = new(year, month, day);
        Shift night = new(new AgentId("1"), date, new Interval(At(date, 22), At(date.PlusDays(1), 6)), []);

        ParsedCalendar calendar = Parsed(Feed(Entry(night)));

        (calendar.Utc(calendar.Events[0], "DTEND") - calendar.Utc(calendar.Events[0], "DTSTART")).ShouldBe(TimeSpan.FromHours(hours));
    }

    [Test]
    public void A_shift_that_ends_in_the_second_of_two_equal_hours_is_written_in_utc()
    {
        Interval span = new(Instant.FromUtc(2026, 10, 24, 20, 0), Instant.FromUtc(2026, 10, 25, 1, 30));

        ParsedCalendar calendar = Parsed(Feed(Entry(new Shift(new AgentId("1"), new LocalDate(2026, 10, 24), span, []))));

        calendar.Events[0]["DTEND"].ShouldBe("20261025T013000Z");
        calendar.Events[0]["DTSTART"].ShouldBe("20261024T200000Z");
    }

    [Test]
    public void A_shift_taken_away_is_cancelled_under_its_old_name_and_says_nothing_more()
    {
        ParsedCalendar calendar = Parsed(Feed(new CalendarShift("a@b", 3, Published, Day(new LocalDate(2026, 1, 5)), isCancelled: true)));

        Dictionary<string, string> shift = calendar.Events[0];
        (shift["STATUS"], shift["SEQUENCE"], shift["TRANSP"], shift["UID"]).ShouldBe(("CANCELLED", "3", "TRANSPARENT", "a@b"));
        shift.ShouldNotContainKey("DESCRIPTION");
    }

    [Test]
    public void Lines_are_folded_on_octets_and_no_letter_is_cut()
    {
        foreach (int lead in Enumerable.Range(0, 80))
        {
            string name = new string('a', lead) + string.Concat(Enumerable.Repeat("åäö€😀", 30));
            ParsedCalendar calendar = Parsed(new CalendarFeed(name, TextFile.Stockholm, TextLanguage.Swedish, []));

            ParsedCalendar.Text(calendar.Properties["NAME"]).ShouldBe(name);
        }
    }

    [Test]
    public void Names_cannot_break_out_of_their_line()
    {
        string name = "Ek, Åsa; \\ \"x\"\r\nBEGIN:VEVENT\u0007\0";

        ParsedCalendar calendar = Parsed(new CalendarFeed(name, TextFile.Stockholm, TextLanguage.English, []));

        ParsedCalendar.Text(calendar.Properties["X-WR-CALNAME"]).ShouldBe("Ek, Åsa; \\ \"x\"\nBEGIN:VEVENT");
        calendar.Events.ShouldBeEmpty();
    }

    [Test]
    public void Nobody_reads_why_somebody_is_away()
    {
        Shift away = Day(new LocalDate(2026, 1, 5)) with { Activities = [new ShiftActivity(ActivityKind.Absence, Day(new LocalDate(2026, 1, 5)).Span)] };

        string text = Written(Feed(Entry(away)));

        text.ShouldContain("SUMMARY:Frånvarande\r\n");
        foreach (AbsenceCategory category in Enum.GetValues<AbsenceCategory>())
        {
            text.ShouldNotContain(category.ToString(), Case.Insensitive);
        }
    }

    [Test]
    public void The_same_feed_gives_the_same_bytes_in_whatever_order_its_shifts_come()
    {
        CalendarShift[] shifts = [.. Enumerable.Range(0, 20).Select(day => Entry(Day(new LocalDate(2026, 1, 5).PlusDays(day))))];

        Written(Feed(shifts)).ShouldBe(Written(Feed([.. shifts.Reverse()])));
    }

    [TestCase("America/New_York", "BYDAY=2SU")]
    [TestCase("Europe/Helsinki", "BYDAY=-1SU")]
    [TestCase("Africa/Casablanca", null)]
    [TestCase("UTC", null)]
    public void Other_zones_are_described_too(string id, string? rule)
    {
        DateTimeZone zone = DateTimeZoneProviders.Tzdb[id];
        CalendarShift[] shifts = [.. Enumerable.Range(0, 40).Select(week => Entry(Day(new LocalDate(2026, 1, 5).PlusWeeks(week), zone)))];

        string text = Written(new CalendarFeed("x", zone, TextLanguage.English, shifts));
        ParsedCalendar calendar = ParsedCalendar.Of(Encoding.UTF8.GetBytes(text));

        calendar.Events.Select(entry => calendar.Utc(entry, "DTSTART")).ShouldBe(shifts.Select(shift => shift.Shift.Span.Start.ToDateTimeUtc()), ignoreOrder: false);
        text.Contains("BYDAY=", StringComparison.Ordinal).ShouldBe(rule is not null);
        text.ShouldContain(rule ?? "");
    }

    [Test]
    public void An_identity_must_be_one_line() =>
        Should.Throw<ArgumentException>(() => new CalendarShift("a\r\nb", 0, Published, Day(new LocalDate(2026, 1, 5))));

    private static CalendarFeed Feed(params CalendarShift[] shifts) => new("Schema Åsa Ek", TextFile.Stockholm, TextLanguage.Swedish, shifts);

    private static CalendarShift Entry(Shift shift) => new(CalendarShift.UidOf(shift.Agent, shift.Date, "wfm.example"), 2, Published, shift);

    private static Shift Day(LocalDate date, DateTimeZone? zone = null)
    {
        ShiftActivity Piece(ActivityKind kind, int fromHour, int fromMinute, int toHour, int toMinute) =>
            new(kind, new Interval(At(date, fromHour, fromMinute, zone), At(date, toHour, toMinute, zone)));
        return new Shift(new AgentId("0063"), date, new Interval(At(date, 8, 0, zone), At(date, 16, 30, zone)),
        [
            Piece(ActivityKind.Contacts, 8, 0, 9, 30), Piece(ActivityKind.Break, 9, 30, 9, 45), Piece(ActivityKind.Contacts, 9, 45, 11, 30),
            Piece(ActivityKind.Lunch, 11, 30, 12, 0), Piece(ActivityKind.Contacts, 12, 0, 13, 0), Piece(ActivityKind.Meeting, 13, 0, 14, 0),
            Piece(ActivityKind.Contacts, 14, 0, 16, 30),
        ]);
    }

    private static Instant At(LocalDate date, int hour, int minute = 0, DateTimeZone? zone = null) =>
        (zone ?? TextFile.Stockholm).AtStrictly(date.At(new LocalTime(hour, minute))).ToInstant();

    private static ParsedCalendar Parsed(CalendarFeed feed) => ParsedCalendar.Of(Encoding.UTF8.GetBytes(Written(feed)));

    private static string Written(CalendarFeed feed) => TextFile.Written(writer => ICalendar.Write(writer, feed));
}

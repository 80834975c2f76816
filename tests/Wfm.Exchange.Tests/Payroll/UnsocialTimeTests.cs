using NodaTime;

namespace Wfm.Exchange.Tests.Payroll;

public sealed class UnsocialTimeTests
{
    private static readonly AgentId Agent = new("0063");

    [TestCase("2026-02-02T16:00", "2026-02-02T19:00", "")]
    [TestCase("2026-02-02T16:00", "2026-02-02T23:30", "Evening 180, Night 90")]
    [TestCase("2026-02-02T21:00", "2026-02-03T06:30", "Evening 60, Night 480")]
    [TestCase("2026-02-06T21:00", "2026-02-07T06:00", "Evening 60, Night 120, Weekend 360")]
    [TestCase("2026-02-08T22:00", "2026-02-09T07:00", "Night 360, Weekend 120")]
    [TestCase("2026-01-06T08:00", "2026-01-06T12:00", "Weekend 240")]
    [TestCase("2026-04-02T17:00", "2026-04-02T20:00", "MajorHoliday 120")]
    [TestCase("2026-04-07T06:00", "2026-04-07T08:00", "MajorHoliday 60")]
    [TestCase("2026-06-19T08:00", "2026-06-19T12:00", "MajorHoliday 240")]
    [TestCase("2026-12-27T12:00", "2026-12-27T14:00", "Weekend 120")]
    public void Each_minute_has_the_highest_kind_it_could_have(string from, string to, string expected) => Shown(Times(Working(from, to))).ShouldBe(expected);

    // The night that summer time ends has an hour more, the one that it begins an hour less: nine and seven hours from 22 to 06.
    [TestCase("2026-10-24T22:00", "2026-10-25T06:00", 540)]
    [TestCase("2027-03-27T22:00", "2027-03-28T06:00", 420)]
    [TestCase("2026-10-17T22:00", "2026-10-18T06:00", 480)]
    public void A_night_is_as_long_as_it_was(string from, string to, int minutes) =>
        Times(Working(from, to)).Sum(time => time.Time.TotalMinutes).ShouldBe(minutes);

    [Test]
    public void Lunch_and_absence_are_not_worked_and_months_are_those_of_the_clock()
    {
        Shift shift = Working("2026-01-31T20:00", "2026-02-01T04:00");
        Interval lunch = new(shift.Span.Start + Duration.FromHours(1), shift.Span.Start + Duration.FromHours(2));
        Interval away = new(shift.Span.End - Duration.FromHours(1), shift.Span.End);
        shift = shift with
        {
            Activities =
            [
                new(ActivityKind.Contacts, new(shift.Span.Start, lunch.Start)), new(ActivityKind.Lunch, lunch),
                new(ActivityKind.Contacts, new(lunch.End, away.Start)), new(ActivityKind.Absence, away),
            ],
        };

        Times(shift).ShouldBe(
        [
            new UnsocialTime(Agent, 2026, 1, UnsocialHours.Weekend, Duration.FromHours(3)),
            new UnsocialTime(Agent, 2026, 2, UnsocialHours.Weekend, Duration.FromHours(3)),
        ]);
    }

    [Test]
    public void Sums_over_two_years_agree_with_counting_every_minute()
    {
        Random random = new(20260105);
        List<Shift> shifts = [];
        for (LocalDate day = new(2026, 1, 1); day < new LocalDate(2027, 12, 31); day = day.PlusDays(random.Next(1, 4)))
        {
            Instant start = TextFile.Stockholm.AtStartOfDay(day).ToInstant() + Duration.FromMinutes(random.Next(0, 24 * 60));
            shifts.Add(new Shift(Agent, day, new Interval(start, start + Duration.FromMinutes(random.Next(60, 700))), []));
        }

        shifts = [.. shifts.Select(shift => shift with { Activities = [new ShiftActivity(ActivityKind.Contacts, shift.Span)] })];
        Dictionary<(int, int, UnsocialHours), int> counted = [];
        foreach (Shift shift in shifts)
        {
            for (Instant at = shift.Span.Start; at < shift.Span.End; at += Duration.FromMinutes(1))
            {
                DateTime local = TimeZoneInfo.ConvertTimeFromUtc(at.ToDateTimeUtc(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"));
                if (KindOf(local) is { } kind)
                {
                    counted[(local.Year, local.Month, kind)] = counted.GetValueOrDefault((local.Year, local.Month, kind)) + 1;
                }
            }
        }

        UnsocialTime.Of(shifts, TextFile.Stockholm, SpecialDayCalendar.Sweden, new UnsocialHourRules())
            .ToDictionary(time => (time.Year, time.Month, time.Kind), time => (int)time.Time.TotalMinutes).ShouldBe(counted, ignoreOrder: true);
    }

    [Test]
    public void The_agreement_may_say_when_a_weekend_begins_and_ends()
    {
        UnsocialHourRules rules = new() { WeekendFromOnTheDayBefore = new LocalTime(19, 0), WeekendToOnTheDayAfter = new LocalTime(7, 0) };

        IReadOnlyList<UnsocialTime> times = UnsocialTime.Of(
            [Working("2026-02-06T18:00", "2026-02-06T23:00"), Working("2026-02-09T05:00", "2026-02-09T08:00")], TextFile.Stockholm, SpecialDayCalendar.Sweden, rules);

        Shown(times).ShouldBe("Weekend 360");
    }

    // Written a second time from the agreement's words, with the red days of 2026 and 2027 spelt out.
    private static UnsocialHours? KindOf(DateTime time)
    {
        bool isMajor = IsMajor(time) || (time.Hour >= 18 && IsMajor(time.AddDays(1))) || (time.Hour < 7 && IsMajor(time.AddDays(-1)));
        bool isFree = time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
            || time.ToString("yyyy-MM-dd") is "2026-01-06" or "2026-05-01" or "2026-05-14" or "2026-06-06" or "2026-10-31" or "2027-01-06" or "2027-05-06" or "2027-06-06" or "2027-11-06";
        return isMajor ? UnsocialHours.MajorHoliday : isFree ? UnsocialHours.Weekend
            : time.Hour is >= 22 or < 6 ? UnsocialHours.Night : time.Hour >= 19 ? UnsocialHours.Evening : null;
    }

    private static bool IsMajor(DateTime day) => day.ToString("yyyy-MM-dd") is "2026-01-01" or "2027-01-01" or "2028-01-01"
        or "2026-04-03" or "2026-04-04" or "2026-04-05" or "2026-04-06" or "2027-03-26" or "2027-03-27" or "2027-03-28" or "2027-03-29"
        or "2026-05-23" or "2026-05-24" or "2027-05-15" or "2027-05-16" or "2026-06-19" or "2026-06-20" or "2027-06-25" or "2027-06-26"
        || day is { Month: 12, Day: >= 24 and <= 26 or 31 };

    private static IReadOnlyList<UnsocialTime> Times(Shift shift) =>
        UnsocialTime.Of([shift], TextFile.Stockholm, SpecialDayCalendar.Sweden, new UnsocialHourRules());

    private static string Shown(IEnumerable<UnsocialTime> times) => string.Join(", ", times.Select(time => $"{time.Kind} {time.Time.TotalMinutes:0}"));

    private static Shift Working(string from, string to)
    {
        Interval span = new(At(from), At(to));
        return new Shift(Agent, span.Start.InZone(TextFile.Stockholm).Date, span, [new ShiftActivity(ActivityKind.Contacts, span)]);
    }

    private static Instant At(string local) =>
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(local).Value.InZoneStrictly(TextFile.Stockholm).ToInstant();
}

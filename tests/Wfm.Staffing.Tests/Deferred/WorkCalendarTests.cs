using NodaTime;
using static Wfm.Staffing.Tests.Staffed;

namespace Wfm.Staffing.Tests.Deferred;

[TestFixture]
public sealed class WorkCalendarTests
{
    // Monday to Friday 08–16, the Tuesday a holiday.
    private static readonly WorkCalendar Calendar = new(
        Enumerable.Range(0, 12).Where(day => day % 7 < 5 && day != 1).Select(day => new Interval(At(day, 8), At(day, 16))), Stockholm);

    [TestCase(0, 10, 0, 10)]
    [TestCase(0, 6, 0, 8)]
    [TestCase(0, 16, 2, 8)]
    [TestCase(5, 12, 7, 8)]
    public void What_comes_while_closed_counts_from_the_next_opening(int day, int hour, int openDay, int openHour) =>
        Calendar.NextOpen(At(day, hour)).ShouldBe(At(openDay, openHour));

    [TestCase(0, 10, 2, 10)]
    [TestCase(0, 20, 3, 8)]
    [TestCase(4, 15, 7, 15)]
    [TestCase(5, 12, 8, 8)]
    public void One_working_day_is_the_same_time_on_the_next_open_day(int day, int hour, int dueDay, int dueHour) =>
        Calendar.PlusWorkingDay(At(day, hour)).ShouldBe(At(dueDay, dueHour));

    [TestCase(0, 10, 4, 0, 14)]
    [TestCase(0, 15, 4, 2, 11)]
    [TestCase(4, 15, 9, 7, 16)]
    public void Hours_are_open_hours(int day, int hour, int hours, int dueDay, int dueHour) =>
        Calendar.PlusOpenTime(At(day, hour), Duration.FromHours(hours)).ShouldBe(At(dueDay, dueHour));

    [Test]
    public void Beyond_what_is_known_there_is_no_deadline()
    {
        Calendar.PlusWorkingDay(At(11, 10)).ShouldBeNull();
        Calendar.PlusOpenTime(At(11, 15), Duration.FromHours(2)).ShouldBeNull();
        Calendar.NextOpen(At(11, 16)).ShouldBeNull();
        new WorkCalendar([], Stockholm).PlusWorkingDay(At(0, 10)).ShouldBeNull();
    }

    // A day that closes at noon takes over the afternoon's deadlines at noon.
    [Test]
    public void A_shortened_day_moves_deadlines_to_its_end()
    {
        WorkCalendar shortened = new([new Interval(At(0, 8), At(0, 16)), new Interval(At(1, 8), At(1, 12))], Stockholm);

        shortened.PlusWorkingDay(At(0, 15)).ShouldBe(At(1, 12));
    }

    // 29 March 2026 has 23 hours; the same time of day is the same on the clock.
    [Test]
    public void A_clock_change_keeps_the_time_of_day()
    {
        LocalDate saturday = new(2026, 3, 28);
        Instant Clock(LocalDate day, int hour) => day.At(new LocalTime(hour, 0)).InZoneStrictly(Stockholm).ToInstant();
        WorkCalendar daily = new(Enumerable.Range(0, 3).Select(day => new Interval(Clock(saturday.PlusDays(day), 8), Clock(saturday.PlusDays(day), 16))), Stockholm);

        daily.PlusWorkingDay(Clock(saturday, 10)).ShouldBe(Clock(saturday.PlusDays(1), 10));
    }

    [TestCase(10, 6, 2.1)]
    [TestCase(10, 9.5, 0)]
    [TestCase(0, 0, 0)]
    public void Idle_time_is_used_but_for_the_reserve(double people, double carried, double hours) =>
        new UsableIdle().Hours(people, carried, 1).ShouldBe(hours, 1e-9);

    private static Instant At(int day, int hour) => Monday.PlusDays(day).At(new LocalTime(hour, 0)).InZoneStrictly(Stockholm).ToInstant();
}

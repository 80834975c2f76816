using NodaTime;

namespace Wfm.Exchange.Tests.Payroll;

public sealed class PayrollEventsTests
{
    private static readonly LocalDate Monday = new(2026, 3, 2);
    private static readonly AgentId Asa = new("1042");
    private static readonly Contract Full = new(new ContractId("hel"), 1, Duration.FromHours(40), Duration.FromHours(5), Duration.FromHours(1), WorkRules.WorkingHoursAct);
    private static readonly Contract Half = new(new ContractId("halv"), 0.5, Duration.FromHours(20), Duration.FromHours(5), Duration.FromHours(1), WorkRules.WorkingHoursAct);
    private static readonly Contract Called = new(new ContractId("tim"), 1, Duration.FromHours(40), Duration.FromHours(5), Duration.FromHours(1), WorkRules.WorkingHoursAct with { IsCalledIn = true });

    [Test]
    public void Whole_days_away_are_a_range_and_the_rest_is_hours_of_the_shift()
    {
        // Sick from Monday 14:00 to Thursday 10:00: two hours of Monday's shift, two whole days, and Thursday's first two hours.
        Absence absence = new(Asa, At(0, 14), At(3, 10), AbsenceCategory.Sick);

        Told(Basis(Full, Day(0), Day(3)) with { Absences = [absence] }).ShouldBe(
        [
            (PayrollKind.Sick, Monday, Monday, 120), (PayrollKind.Sick, Monday.PlusDays(1), Monday.PlusDays(2), null), (PayrollKind.Sick, Monday.PlusDays(3), Monday.PlusDays(3), 120),
        ]);
    }

    [Test]
    public void Lunch_is_no_absence_and_a_day_without_a_plan_counts_an_ordinary_day_at_most()
    {
        Absence overLunch = new(Asa, At(0, 11), At(0, 13), AbsenceCategory.CareOfChild), unplanned = new(Asa, At(1, 6), At(1, 20), AbsenceCategory.LeaveOfAbsence);

        Told(Basis(Full, Day(0)) with { Absences = [overLunch, unplanned] })
            .ShouldBe([(PayrollKind.CareOfChild, Monday, Monday, 60), (PayrollKind.LeaveOfAbsence, Monday.PlusDays(1), Monday.PlusDays(1), 480)]);
    }

    [Test]
    public void Only_the_days_asked_for_are_told()
    {
        Absence month = new(Asa, At(-20, 0), At(40, 0), AbsenceCategory.ParentalLeave);

        Told(Basis(Full) with { Absences = [month] }).ShouldBe([(PayrollKind.ParentalLeave, Monday, Monday.PlusDays(6), null)]);
    }

    // The shift is 08–16; overtime is a part of the published shift, or stands alone.
    [TestCase(14, 16, 120, 0)]
    [TestCase(13, 16, 120, 60)]
    [TestCase(8, 9, 60, 0)]
    [TestCase(8, 16, 0, 420)]
    public void Overtime_beside_ordinary_time_is_simple_for_two_hours(int from, int to, int simple, int qualified)
    {
        PayrollBasis basis = Basis(Full, Day(0)) with { Overtime = [new PayrollOvertime(Asa, Span(0, from, to))] };

        IEnumerable<(PayrollKind, LocalDate, LocalDate, double?)> expected = [];
        expected = simple > 0 ? expected.Append((PayrollKind.OvertimeSimple, Monday, Monday, simple)) : expected;
        expected = qualified > 0 ? expected.Append((PayrollKind.OvertimeQualified, Monday, Monday, qualified)) : expected;
        Told(basis).ShouldBe(expected);
    }

    [Test]
    public void Overtime_on_a_free_day_is_qualified_and_a_part_timers_is_extra_time()
    {
        Told(Basis(Full) with { Overtime = [new PayrollOvertime(Asa, Span(5, 10, 13))] }).ShouldContain((PayrollKind.OvertimeQualified, Monday.PlusDays(5), Monday.PlusDays(5), 180));
        Told(Basis(Half, Day(0)) with { Overtime = [new PayrollOvertime(Asa, Span(0, 14, 16))] }).ShouldBe([(PayrollKind.ExtraTime, Monday, Monday, 120)]);
    }

    // 36 hours a week, so four more are extra time; Monday takes three of them.
    [TestCase(0)]
    [TestCase(1)]
    public void A_part_timer_beyond_full_time_in_the_week_works_overtime(int firstTold)
    {
        Contract part = new(new ContractId("90"), 0.9, Duration.FromHours(36), Duration.FromHours(5), Duration.FromHours(1), WorkRules.WorkingHoursAct);
        PayrollBasis basis = Basis(part, Day(0), Day(1)) with { From = Monday.PlusDays(firstTold), Overtime = [new PayrollOvertime(Asa, Span(1, 16, 19)), new PayrollOvertime(Asa, Span(0, 16, 19))] };
        LocalDate tuesday = Monday.PlusDays(1);

        List<(PayrollKind, LocalDate, LocalDate, double?)> expected = [(PayrollKind.OvertimeSimple, tuesday, tuesday, 120), (PayrollKind.ExtraTime, tuesday, tuesday, 60)];
        Told(basis).ShouldBe(firstTold == 0 ? [(PayrollKind.ExtraTime, Monday, Monday, 180), .. expected] : expected);
    }

    [Test]
    public void Overtime_that_becomes_hours_in_lieu_is_not_paid()
    {
        Told(Basis(Full, Day(0)) with { Overtime = [new PayrollOvertime(Asa, Span(0, 13, 16), IsInLieu: true)] })
            .ShouldBe([(PayrollKind.OvertimeSimpleInLieu, Monday, Monday, 120), (PayrollKind.OvertimeQualifiedInLieu, Monday, Monday, 60)]);
        Told(Basis(Half, Day(0)) with { Overtime = [new PayrollOvertime(Asa, Span(0, 14, 16), IsInLieu: true)] }).ShouldBe([(PayrollKind.ExtraTimeInLieu, Monday, Monday, 120)]);
    }

    [Test]
    public void Unsocial_hours_are_told_by_day_or_rounded_up_by_month()
    {
        Shift evening = Worked(0, 17, 23), next = Worked(1, 18, 20);

        Told(Basis(Full, evening, next)).ShouldBe(
        [
            (PayrollKind.UnsocialEvening, Monday, Monday, 180), (PayrollKind.UnsocialNight, Monday, Monday, 60), (PayrollKind.UnsocialEvening, Monday.PlusDays(1), Monday.PlusDays(1), 60),
        ]);
        Told(Basis(Full, evening, next) with { RoundUnsocialUpTo = Duration.FromMinutes(90) }).ShouldBe(
            [(PayrollKind.UnsocialEvening, Monday.PlusDays(6), Monday.PlusDays(6), 270), (PayrollKind.UnsocialNight, Monday.PlusDays(6), Monday.PlusDays(6), 90)]);
    }

    [Test]
    public void Who_was_away_worked_neither_unsocial_nor_hourly_hours()
    {
        PayrollBasis basis = Basis(Called, Worked(0, 17, 23)) with { Absences = [new Absence(Asa, At(0, 20), At(0, 22), AbsenceCategory.Sick)] };

        Told(basis).ShouldBe(
        [
            (PayrollKind.Sick, Monday, Monday, 120), (PayrollKind.UnsocialEvening, Monday, Monday, 60), (PayrollKind.UnsocialNight, Monday, Monday, 60), (PayrollKind.HourlyTime, Monday, Monday, 240),
        ]);
    }

    // The night that summer time begins is an hour shorter, and paid so.
    [Test]
    public void An_hourly_night_over_the_clock_change_is_as_long_as_it_was()
    {
        LocalDate saturday = new(2026, 3, 28);
        Interval night = new(TextFile.Stockholm.AtStrictly(saturday.At(new LocalTime(22, 0))).ToInstant(), TextFile.Stockholm.AtStrictly(saturday.PlusDays(1).At(new LocalTime(6, 0))).ToInstant());
        PayrollBasis basis = Basis(Called, new Shift(Asa, saturday, night, [new ShiftActivity(ActivityKind.Contacts, night)])) with { From = saturday, To = saturday.PlusDays(1) };

        Told(basis).ShouldBe(
        [
            (PayrollKind.UnsocialWeekend, saturday, saturday, 120), (PayrollKind.HourlyTime, saturday, saturday, 420), (PayrollKind.UnsocialWeekend, saturday.PlusDays(1), saturday.PlusDays(1), 300),
        ]);
    }

    [Test]
    public void People_not_asked_for_are_not_told_of()
    {
        PayrollBasis basis = Basis(Full, Day(0), Day(0) with { Agent = new AgentId("2000") }) with { Absences = [new Absence(new AgentId("2000"), At(0, 0), At(1, 0), AbsenceCategory.Sick)] };

        Told(basis).ShouldBeEmpty();
    }

    private static IEnumerable<(PayrollKind Kind, LocalDate From, LocalDate To, double? Minutes)> Told(PayrollBasis basis) =>
        PayrollEvents.Of(basis).Select(told => (told.Kind, told.From, told.To, told.Time?.TotalMinutes));

    private static PayrollBasis Basis(Contract contract, params Shift[] shifts) => new()
    {
        From = Monday,
        To = Monday.PlusDays(6),
        Zone = TextFile.Stockholm,
        Calendar = SwedishDays.Calendar(SwedishDays.MunicipalTable),
        Agents = [new Agent(Asa, "Åsa Öberg", new GroupId("ett"), contract.Id, null, null)],
        Contracts = new Dictionary<ContractId, Contract> { [contract.Id] = contract },
        Shifts = shifts,
    };

    private static LocalDateTime At(int day, int hour) => Monday.PlusDays(day).At(new LocalTime(hour, 0));

    private static Interval Span(int day, int from, int to) =>
        new(TextFile.Stockholm.AtStrictly(At(day, from)).ToInstant(), TextFile.Stockholm.AtStrictly(At(day, to)).ToInstant());

    private static Shift Worked(int day, int from, int to) => new(Asa, Monday.PlusDays(day), Span(day, from, to), [new ShiftActivity(ActivityKind.Contacts, Span(day, from, to))]);

    // 08–16 with lunch 12–13.
    private static Shift Day(int day) => new(Asa, Monday.PlusDays(day), Span(day, 8, 16),
        [new ShiftActivity(ActivityKind.Contacts, Span(day, 8, 12)), new ShiftActivity(ActivityKind.Lunch, Span(day, 12, 13)), new ShiftActivity(ActivityKind.Contacts, Span(day, 13, 16))]);
}

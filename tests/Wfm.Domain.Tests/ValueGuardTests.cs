namespace Wfm.Domain.Tests;

/// <summary>Both sides of every edge of a value.</summary>
public sealed class ValueGuardTests
{
    [TestCase(double.Epsilon, true)]
    [TestCase(0.999999, true)]
    [TestCase(0, false)]
    [TestCase(1, false)]
    [TestCase(80, false)]
    [TestCase(-0.1, false)]
    [TestCase(double.NaN, false)]
    public void A_service_level_lies_strictly_between_0_and_1(double fraction, bool isFine) =>
        Check("fraction", isFine, () => new ServiceLevelTarget(fraction, Duration.FromSeconds(30)));

    [TestCase(0, true)]
    [TestCase(-1, false)]
    public void A_threshold_is_not_negative(int seconds, bool isFine) =>
        Check("threshold", isFine, () => new ServiceLevelTarget(0.8, Duration.FromSeconds(seconds)));

    [Test]
    public void A_service_level_reads_as_planners_say_it() =>
        new ServiceLevelTarget(0.805, Duration.FromSeconds(30)).ToString().ShouldBe("80.5 % in 30 s");

    [TestCase(0, true)]
    [TestCase(0.999, true)]
    [TestCase(1, false)]
    [TestCase(-0.001, false)]
    [TestCase(double.NaN, false)]
    public void Shrinkage_is_at_least_0_and_less_than_1(double fraction, bool isFine) => Check("steps", isFine, () => Shrinkage.Of(fraction));

    [TestCase(new[] { 0 }, true)]
    [TestCase(new[] { 0, 14, 30 }, true)]
    [TestCase(new int[0], false)]
    [TestCase(new[] { 1 }, false)]
    [TestCase(new[] { 0, 14, 14 }, false)]
    [TestCase(new[] { 0, 30, 14 }, false)]
    public void Leads_of_shrinkage_start_at_0_and_increase(int[] leads, bool isFine) =>
        Check("steps", isFine, () => new Shrinkage([.. leads.Select(lead => new ShrinkageStep(lead, 0.1))]));

    [TestCase(-1, 0.08)]
    [TestCase(0, 0.08)]
    [TestCase(13, 0.08)]
    [TestCase(14, 0.12)]
    [TestCase(29, 0.12)]
    [TestCase(30, 0.15)]
    [TestCase(400, 0.15)]
    public void Each_step_of_shrinkage_holds_from_its_lead_to_the_next(int lead, double fraction)
    {
        Shrinkage shrinkage = new([new ShrinkageStep(0, 0.08), new ShrinkageStep(14, 0.12), new ShrinkageStep(30, 0.15)]);

        shrinkage.At(lead).ShouldBe(fraction);
        shrinkage.Scheduled(17, lead).ShouldBe(17 / (1 - fraction));
    }

    [Test]
    public void Shrinkage_is_equal_when_its_steps_are()
    {
        Shrinkage.Of(0.1).ShouldBe(Shrinkage.Of(0.1));
        Shrinkage.Of(0.1).GetHashCode().ShouldBe(Shrinkage.Of(0.1).GetHashCode());
        Shrinkage.Of(0.1).ShouldNotBe(Shrinkage.Of(0.2));
        Shrinkage.None.At(5).ShouldBe(0);
    }

    [TestCase(0.0001, 40, 0, 0, null)]
    [TestCase(1, 40, 0, 0, null)]
    [TestCase(0, 40, 0, 0, "shareFraction")]
    [TestCase(1.0001, 40, 0, 0, "shareFraction")]
    [TestCase(80, 40, 0, 0, "shareFraction")]
    [TestCase(double.NaN, 40, 0, 0, "shareFraction")]
    [TestCase(1, 0, 0, 0, "hoursPerWeek")]
    [TestCase(1, 0.25, 0, 0, null)]
    [TestCase(1, 40, -0.25, 0, "weekBand")]
    [TestCase(1, 40, 0, -0.25, "periodTolerance")]
    public void A_contract_has_a_share_of_full_time_and_hours_to_owe(double share, double hours, double band, double tolerance, string? wrong) =>
        Check(wrong, wrong is null, () => new Contract(
            new ContractId("c"), share, Duration.FromHours(hours), Duration.FromHours(band), Duration.FromHours(tolerance), WorkRules.WorkingHoursAct));

    [TestCase(1, true)]
    [TestCase(53, true)]
    [TestCase(0, false)]
    [TestCase(54, false)]
    [TestCase(60, false)]
    [TestCase(-1, false)]
    public void A_period_has_1_to_53_weeks(int weeks, bool isFine) => Check("weeks", isFine, () => new SchedulePeriod(new LocalDate(2026, 1, 5), weeks));

    [TestCase(4)]
    [TestCase(6)]
    public void A_period_begins_on_a_Monday(int day) => Check("firstDay", false, () => new SchedulePeriod(new LocalDate(2026, 1, day), 10));

    [Test]
    public void A_period_of_ten_weeks_ends_on_its_seventieth_day()
    {
        SchedulePeriod period = new(new LocalDate(2026, 1, 5), 10);

        period.LastDay.ShouldBe(new LocalDate(2026, 3, 15));
        period.Days.Count().ShouldBe(70);
        period.Days.First().ShouldBe(period.FirstDay);
        period.Days.Last().ShouldBe(period.LastDay);
    }

    [TestCase(0, 1, null)]
    [TestCase(0.8, 0.8, null)]
    [TestCase(-0.01, 1, "lower")]
    [TestCase(1.01, 1, "lower")]
    [TestCase(0.8, 0.79, "upper")]
    [TestCase(0.8, 1.01, "upper")]
    [TestCase(double.NaN, 1, "lower")]
    [TestCase(0, double.NaN, "upper")]
    public void Action_limits_lie_in_order_between_0_and_1(double lower, double upper, string? wrong) =>
        Check(wrong, wrong is null, () => new ActionLimits(lower, upper));

    [TestCase(0.05, 1, null)]
    [TestCase(1, 1, null)]
    [TestCase(0, 1, "maxAbandonmentFraction")]
    [TestCase(1.01, 1, "maxAbandonmentFraction")]
    [TestCase(double.NaN, 1, "maxAbandonmentFraction")]
    [TestCase(0.05, 0, "meanPatience")]
    public void A_target_has_a_ceiling_of_lost_calls_and_a_patience(double ceiling, double patience, string? wrong) =>
        Check(wrong, wrong is null, () => new QueueTarget(
            new ServiceLevelTarget(0.8, Duration.FromSeconds(30)), ceiling, null, StaffingModel.ErlangA, Duration.FromSeconds(patience), Shrinkage.None));

    [Test]
    public void A_mean_handle_time_divides_by_the_answered_calls_or_else_by_the_offered()
    {
        CallInterval interval = new(Instant.MinValue, Duration.FromMinutes(15), Offered: 10, HandleSeconds: 1200);

        interval.AverageHandleSeconds.ShouldBe(120);
        (interval with { Answered = 8 }).AverageHandleSeconds.ShouldBe(150);
        (interval with { Answered = 0 }).AverageHandleSeconds.ShouldBeNull();
        (interval with { HandleSeconds = null }).AverageHandleSeconds.ShouldBeNull();
    }

    private static void Check(string? parameter, bool isFine, Func<object> make)
    {
        if (isFine)
        {
            Should.NotThrow(make);
        }
        else
        {
            Should.Throw<ArgumentException>(make).ParamName.ShouldBe(parameter);
        }
    }
}

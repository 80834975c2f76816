using NodaTime;

namespace Wfm.Planning.Tests;

/// <summary>Enkel overtime lies within two hours beside ordinary time and earns 1.5 hours off, kvalificerad earns two (AB).</summary>
[TestFixture]
public sealed class OvertimeInLieuTests
{
    // 9 March 2026, wall clock 08–16 written as UTC.
    private static readonly Interval Shift = Span(8, 16);

    [TestCase(16, 17, 1, 0, 1.5, TestName = "The hour after the shift")]
    [TestCase(16, 19, 2, 1, 5, TestName = "Three hours after it: two beside, one not")]
    [TestCase(5, 8, 2, 1, 5, TestName = "Three hours before it")]
    [TestCase(7, 17, 2, 0, 3, TestName = "Both sides, what lies in the shift earns nothing")]
    [TestCase(9, 12, 0, 0, 0, TestName = "Inside the shift")]
    public void Beside_a_shift(double start, double end, double simple, double qualified, double hoursOff)
    {
        OvertimeInLieu earned = OvertimeInLieu.Of(Span(start, end), Shift, []);

        (earned.Simple, earned.Qualified, earned.HoursOff).ShouldBe((simple, qualified, hoursOff));
    }

    [Test]
    public void A_day_off_has_no_ordinary_time() => OvertimeInLieu.Of(Span(8, 12), null, []).ShouldBe(new OvertimeInLieu(0, 4));

    [Test]
    public void Overtime_granted_before_is_not_ordinary_time()
    {
        // The shift ended at 16 and was lengthened to 17, then to 18.
        OvertimeInLieu.Of(Span(18, 19), Span(8, 18), [Span(16, 17), Span(17, 18)]).ShouldBe(new OvertimeInLieu(0, 1));
        OvertimeInLieu.Of(Span(17, 18), Span(8, 17), [Span(16, 17)]).ShouldBe(new OvertimeInLieu(1, 0));
    }

    [Test]
    public void A_shift_that_is_overtime_as_a_whole_lends_no_two_hours() =>
        OvertimeInLieu.Of(Span(12, 13), Span(8, 12), [Span(8, 12)]).ShouldBe(new OvertimeInLieu(0, 1));

    // Room in the week, then enkel and kvalificerad of what is left.
    [TestCase(0, 0, 2, 1, 5)]
    [TestCase(1.5, 1.5, 1.5, 0, 3.75)]
    [TestCase(2.5, 2.5, 0.5, 0, 3.25)]
    [TestCase(20, 3, 0, 0, 3)]
    public void A_part_timers_hours_up_to_full_time_are_mertid_and_earn_themselves(double room, double extra, double simple, double qualified, double hoursOff)
    {
        OvertimeInLieu earned = new OvertimeInLieu(2, 1).AfterExtra(room);

        (earned.Extra, earned.Simple, earned.Qualified, earned.HoursOff).ShouldBe((extra, simple, qualified, hoursOff));
    }

    [Test]
    public void Words_tell_mertid_first() => new OvertimeInLieu(1, 0.5, 2).Words.ShouldBe("2 h mertid × 1 + 1 h × 1.5 + 0.5 h × 2");

    [Test]
    public void Words_tell_the_sum() => new OvertimeInLieu(1, 0.5).Words.ShouldBe("1 h × 1.5 + 0.5 h × 2");

    private static Interval Span(double start, double end) => new(At(start), At(end));

    private static Instant At(double hour) => Instant.FromUtc(2026, 3, 9, 0, 0) + Duration.FromHours(hour);
}

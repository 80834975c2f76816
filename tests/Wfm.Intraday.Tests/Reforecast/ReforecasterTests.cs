using Wfm.Domain;

namespace Wfm.Intraday.Tests.Reforecast;

[TestFixture]
public sealed class ReforecasterTests
{
    [Test]
    public void Nothing_reported_leaves_the_forecast_as_it_was()
    {
        DayUpdate update = Reforecaster.Update(new RunningQueue(SimulatedDays.Expected(), SimulatedDays.Variation, []), 15, SimulatedDays.Draw(60, 1));

        update.Model.ShouldBe(UpdateModel.None);
        update.Expected.ShouldBe(SimulatedDays.Expected());
        update.Factor.ShouldBe(1);
        update.DayVariation.ShouldBe(Math.Sqrt(0.015), 1e-15);
    }

    [Test]
    public void A_gap_in_the_reports_is_no_evidence_of_silence()
    {
        RunningQueue whole = new([10, 10, 10, 10], new RateVariation(0.02, 0), [10, 10, 10]);
        RunningQueue gap = new([10, 10, 10, 10], new RateVariation(0.02, 0), [10, null, 10]);

        Reforecaster.Update(gap, 15, []).Factor.ShouldBe(1, 1e-9);
        Reforecaster.Update(whole, 15, []).Factor.ShouldBe(1, 1e-9);
        Reforecaster.Update(gap, 15, []).Expected[1].ShouldBe(10);
        Reforecaster.Update(gap, 15, []).DayVariation.ShouldBeGreaterThan(Reforecaster.Update(whole, 15, []).DayVariation);
    }

    [TestCase(8)]
    [TestCase(16)]
    [TestCase(24)]
    public void On_days_with_a_factor_of_their_own_the_rest_is_forecast_better_than_before(int now)
    {
        IReadOnlyList<PastDay> days = SimulatedDays.Draw(290, 11);
        (double none, double chosen) = (0, 0);
        for (int day = 90; day < days.Count; day++)
        {
            DayUpdate update = Reforecaster.Update(SimulatedDays.Until(days[day], now), 15, [.. days.Skip(day - 90).Take(90)]);
            for (int slot = now; slot < 40; slot++)
            {
                none += Math.Abs(days[day].Offered[slot] - days[day].Expected[slot]);
                chosen += Math.Abs(days[day].Offered[slot] - update.Expected[slot]);
            }
        }

        // Luck of single calls is most of the error and stays; of the rest a good part is learned by noon.
        (chosen / none).ShouldBeLessThan(now == 8 ? 0.99 : 0.97);
    }

    [Test]
    public void What_is_left_uncertain_covers_what_comes()
    {
        IReadOnlyList<PastDay> days = SimulatedDays.Draw(400, 12);
        int covered = 0;
        foreach (PastDay day in days)
        {
            DayUpdate update = Reforecaster.Update(SimulatedDays.Until(day, 20), 15, []);
            double expected = update.Expected.Skip(20).Sum(), spread = Math.Sqrt(expected + Math.Pow(update.DayVariation * expected, 2));
            covered += Math.Abs(day.Offered.Skip(20).Sum() - expected) < 1.2816 * spread ? 1 : 0;
        }

        // Wider than the eighty of a hundred asked for: none of these days jumps, and the band reckons with days that do.
        (covered / 400.0).ShouldBeInRange(0.78, 0.89);
    }

    // A model that erred by a tenth less than the other weighs eight times as much.
    [Test]
    public void Two_models_that_served_past_days_share_the_answer_by_how_well_they_did()
    {
        IReadOnlyList<PastDay> days = SimulatedDays.Draw(91, 17);
        PastDay[] past = [.. days.Take(90)];
        RunningQueue today = SimulatedDays.Until(days[90], 20);

        DayUpdate update = Reforecaster.Update(today, 15, past);
        double factor = GammaPoisson.Read(today, 15, mayJump: false).Factor().Factor;
        double[] gamma = [.. today.Expected.Skip(20).Select(calls => calls * factor)], learned = ConditionalGaussian.Fit(past)!.Given(today).Update(today).Remaining;

        update.Model.ShouldBe(UpdateModel.Both);
        update.Errors[UpdateModel.Both].ShouldBeLessThan(update.Errors[UpdateModel.None]);
        double share = 1 / (1 + Math.Pow(update.Errors[UpdateModel.ConditionalGaussian] / update.Errors[UpdateModel.GammaPoisson], 20));
        update.Expected.Skip(20).ShouldBe([.. gamma.Zip(learned, (one, other) => ((1 - share) * one) + (share * other))], 1e-9);
    }

    [Test]
    public void A_model_that_would_have_made_past_days_worse_is_not_used()
    {
        // Mornings that say nothing about afternoons: every morning is off by a third, every afternoon as forecast.
        Random random = new(5);
        PastDay[] days =
        [
            .. Enumerable.Range(0, 90).Select(_ =>
            {
                double off = random.NextDouble() < 0.5 ? 0.67 : 1.33;
                return new PastDay([.. Enumerable.Repeat(40.0, 40)], [.. Enumerable.Range(0, 40).Select(slot => slot < 16 ? 40 * off : 40.0)]);
            }),
        ];
        RunningQueue today = new(days[0].Expected, new RateVariation(0.05, 0), [.. Enumerable.Repeat((double?)50, 12)]);

        DayUpdate update = Reforecaster.Update(today, 15, days);

        update.Errors[UpdateModel.GammaPoisson].ShouldBeGreaterThan(update.Errors[UpdateModel.None]);
        update.Model.ShouldNotBe(UpdateModel.GammaPoisson);
        update.Errors[update.Model].ShouldBeLessThanOrEqualTo(update.Errors[UpdateModel.None]);
    }

    [Test]
    public void Ordinary_days_are_seldom_called_unusual_and_a_doubled_one_is()
    {
        IReadOnlyList<PastDay> days = SimulatedDays.Draw(500, 13);
        days.Count(day => IsUnusual(SimulatedDays.Until(day, 40))).ShouldBeLessThanOrEqualTo(10);

        RunningQueue[] doubled = [.. days.Take(100).Select(day => SimulatedDays.Until(day with { Offered = [.. day.Offered.Select((calls, slot) => slot < 12 ? calls : 2 * calls)] }, 20))];
        doubled.Count(IsUnusual).ShouldBeGreaterThanOrEqualTo(97);
    }

    [TestCase(1.6, 4, 1.35)]
    [TestCase(2.2, 2, 1.8)]
    [TestCase(0.3, 3, 0.6)]
    public void A_jump_is_believed_after_some_quarters_of_an_hour(double times, int slots, double factor)
    {
        double[] expected = [.. Enumerable.Repeat(20.0, 40)];
        double?[] offered = [.. Enumerable.Range(0, 14 + slots).Select(slot => (double?)(slot < 14 ? 20 : Math.Round(20 * times)))];

        DayUpdate update = Reforecaster.Update(new RunningQueue(expected, new RateVariation(0.01, 0), offered), 15, []);

        update.IsUnusual.ShouldBeTrue();
        (times > 1 ? update.Factor : factor).ShouldBeGreaterThanOrEqualTo(times > 1 ? factor : update.Factor);
    }

    [TestCase(0)]
    [TestCase(44)]
    public void What_comes_back_to_normal_is_believed_at_once(int meanwhile)
    {
        double[] expected = [.. Enumerable.Repeat(20.0, 40)];
        double?[] offered = [.. Enumerable.Range(0, 20).Select(slot => (double?)(slot is >= 12 and < 18 ? meanwhile : 20))];

        double before = Reforecaster.Update(new RunningQueue(expected, new RateVariation(0.01, 0), offered[..18]), 15, []).Factor;
        double after = Reforecaster.Update(new RunningQueue(expected, new RateVariation(0.01, 0), offered), 15, []).Factor;

        Math.Abs(before - 1).ShouldBeGreaterThan(0.9);
        after.ShouldBe(1, 0.05);
    }

    [Test]
    public void A_queue_whose_days_are_all_alike_is_followed_too_when_one_is_not()
    {
        double?[] offered = [.. Enumerable.Repeat((double?)12, 12)];

        DayUpdate update = Reforecaster.Update(new RunningQueue([.. Enumerable.Repeat(4.0, 36)], new RateVariation(0.0004, 0), offered), 15, []);

        update.IsUnusual.ShouldBeTrue();
        update.Factor.ShouldBeGreaterThan(1.7);
    }

    [Test]
    public void Wrong_numbers_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Reforecaster.Update(new RunningQueue([1, double.NaN], default, []), 15, []));
        Should.Throw<ArgumentOutOfRangeException>(() => Reforecaster.Update(new RunningQueue([1, 2], default, [-1]), 15, []));
        Should.Throw<ArgumentOutOfRangeException>(() => Reforecaster.Update(new RunningQueue([1], default, [1, 2]), 15, []));
        Should.Throw<ArgumentOutOfRangeException>(() => Reforecaster.Update(new RunningQueue([1], default, []), 0, []));
        Should.Throw<ArgumentException>(() => Reforecaster.Update(new RunningQueue([1], default, []), 15, [new PastDay([1, 2], [1, 2])])).Message.ShouldContain("2 expected");
    }

    [Test]
    public void A_day_without_calls_stays_without_calls()
    {
        DayUpdate update = Reforecaster.Update(new RunningQueue([0, 0, 0], new RateVariation(0.02, 0), [0, 3]), 15, []);

        update.Expected.ShouldBe([0, 3, 0]);
        update.Factor.ShouldBe(1);
        double.IsNaN(update.DayVariation).ShouldBeFalse();
    }

    private static bool IsUnusual(RunningQueue day) => Reforecaster.Update(day, 15, []).IsUnusual;
}

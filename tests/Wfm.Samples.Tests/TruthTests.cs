using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples.Tests;

public sealed class TruthTests
{
    // A common day of 4.5 % and the queue's own of 8 %: together 9.2 %.
    private const double DayVariance = (1.002025 * 1.0064) - 1;

    private static double Square(double value) => value * value;

    private static IEnumerable<(QueueId Queue, (double Rate, int Offered, Instant Start)[] Slots)> Paired(SampleCentre centre)
    {
        foreach (QueueRates truth in centre.Truth.Rates)
        {
            CallInterval[] calls = [.. centre.History.Concat(centre.Truth.After).Where(series => series.Queue == truth.Queue)
                .SelectMany(series => series.Intervals)];
            calls.Select(call => call.Start).ShouldBe(truth.Intervals.Select(rate => rate.Start));
            yield return (truth.Queue, [.. truth.Intervals.Zip(calls, (rate, call) => (rate.Calls, call.Offered, call.Start))]);
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Calls_add_up_to_their_rates(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        // A day's luck has a standard deviation of 9 %; over some 800 days that is 0.33 %, and Poisson adds 0.4 % at most.
        foreach ((QueueId queue, (double Rate, int Offered, Instant Start)[] slots) in Paired(centre))
        {
            (slots.Sum(slot => slot.Offered) / slots.Sum(slot => slot.Rate)).ShouldBe(1, 0.02, queue.Value);
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Days_vary_by_nine_percent_beyond_chance(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        foreach ((QueueId queue, (double Rate, int Offered, Instant Start)[] slots) in Paired(centre))
        {
            (double Rate, double Offered)[] days = [.. slots.GroupBy(slot => slot.Start.InZone(centre.Unit.Zone).Date)
                .Select(day => (day.Sum(slot => slot.Rate), (double)day.Sum(slot => slot.Offered)))];
            double squares = days.Sum(day => day.Rate * day.Rate);
            double variance = days.Sum(day => ((day.Offered - day.Rate) * (day.Offered - day.Rate)) - day.Rate) / squares;
            double standardError = Math.Sqrt(2 * days.Sum(day => Square(day.Rate + (DayVariance * day.Rate * day.Rate)))) / squares;
            variance.ShouldBe(DayVariance, 4.5 * standardError, queue.Value);
        }
    }

    [TestCase(1)]
    [TestCase(2)]
    public void Slots_scatter_as_a_negative_binomial_of_day_and_slot(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        const double Dispersion = ((1 + DayVariance) * 1.01) - 1;
        foreach ((QueueId queue, (double Rate, int Offered, Instant Start)[] slots) in Paired(centre))
        {
            double chiSquare = slots.Average(slot =>
                (slot.Offered - slot.Rate) * (slot.Offered - slot.Rate) / (slot.Rate + (Dispersion * slot.Rate * slot.Rate)));
            chiSquare.ShouldBe(1, 0.06, queue.Value);
        }
    }

    [Test]
    public void Days_of_different_queues_are_lucky_together()
    {
        double[][] luck = [.. Paired(Centres.One).Take(2).Select(queue => queue.Slots
            .GroupBy(slot => slot.Start.InZone(Centres.One.Unit.Zone).Date)
            .Select(day => (day.Sum(slot => slot.Offered) / day.Sum(slot => slot.Rate)) - 1).ToArray())];

        double correlation = luck[0].Zip(luck[1], (a, b) => a * b).Sum()
            / Math.Sqrt(luck[0].Sum(a => a * a) * luck[1].Sum(b => b * b));

        correlation.ShouldBeInRange(0.05, 0.35);
    }

    [Test]
    public void Snow_and_letters_lift_the_rates_by_their_factor()
    {
        SampleCentre centre = Centres.One;
        HashSet<LocalDate> bent = [.. centre.Truth.Events.Where(one => one.Kind != "release").Select(one => one.Date)];
        double Rate(LocalDate date) => centre.Truth.Rates.Single(one => one.Queue == new QueueId("gata")).Intervals
            .Where(rate => rate.Start.InZone(centre.Unit.Zone).Date == date).Sum(rate => rate.Calls);

        TrueEvent snow = centre.Truth.Events.First(one => one.Kind == "snow" && one.Queue == new QueueId("gata")
            && centre.Truth.Events.Count(other => other.Date == one.Date && other.Queue is null or { Value: "gata" }) == 1
            && !bent.Contains(one.Date.PlusWeeks(1)) && one.Date < centre.PlanningDate.PlusWeeks(-2) && Rate(one.Date.PlusWeeks(1)) > 0);

        (Rate(snow.Date) / Rate(snow.Date.PlusWeeks(1))).ShouldBe(snow.Factor, 0.05 * snow.Factor);
        centre.Truth.Events.Where(one => one.Kind == "letter").Max(one => one.Factor).ShouldBeInRange(1.4, 2.2);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void The_planners_know_two_letters_of_the_period(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        centre.Events.Count(planned => planned.From >= centre.Period.FirstDay && planned.To <= centre.Period.LastDay).ShouldBe(2);
        centre.Events.Count(planned => planned.To < centre.PlanningDate).ShouldBeGreaterThan(10);
        centre.Events.ShouldAllBe(planned => planned.Factor > 1 && planned.Factor < 2 && planned.From < planned.To);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void The_truth_covers_history_and_period_but_not_the_weeks_between(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        LocalDate[] days = [.. centre.Truth.Rates[0].Intervals.Select(rate => rate.Start.InZone(centre.Unit.Zone).Date).Distinct()];

        days.ShouldAllBe(day => day < centre.PlanningDate || day >= centre.Period.FirstDay);
        days.Count(day => day >= centre.Period.FirstDay).ShouldBe(49);
        days.Max().ShouldBe(new LocalDate(2026, 3, 13));
    }

    [Test]
    public void The_bad_day_is_an_ordinary_day_whenever_the_sample_begins()
    {
        SampleCentre centre = OrebroServicecenter.Create(1, new LocalDate(2026, 12, 7));

        // The Tuesday of the fifth week is the day before Twelfth Night, then comes a red day, then the rush after it.
        centre.BadDay.Date.ShouldBe(new LocalDate(2027, 1, 8));
    }

    [TestCase(1)]
    [TestCase(2)]
    public void The_bad_day_is_stormy_and_one_in_ten_is_sick(int seed)
    {
        SampleCentre centre = Centres.Of(seed);
        int Calls(IEnumerable<CallSeries> all, string queue) => all.Single(series => series.Queue == new QueueId(queue)).Intervals
            .Where(call => call.Start.InZone(centre.Unit.Zone).Date == centre.BadDay.Date).Sum(call => call.Offered);

        (Calls(centre.BadDay.Calls, "gata") / (double)Calls(centre.Truth.After, "gata")).ShouldBeGreaterThan(1.6);
        centre.BadDay.Sick.Count.ShouldBeInRange(4, 6);
        centre.BadDay.Sick.ShouldBeSubsetOf(centre.Agents.Select(agent => agent.Id));
        centre.BadDay.Calls.SelectMany(series => series.Intervals).ShouldAllBe(call => call.Start.InZone(centre.Unit.Zone).Date == centre.BadDay.Date);
    }
}

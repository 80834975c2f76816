using NodaTime;
using Wfm.Domain;

namespace Wfm.Samples;

/// <summary>A storm in the fifth week with one in ten sick.</summary>
internal static class BadDayPlan
{
    private const double StormSize = 1.3;
    private const double EveryoneCallsMore = 1.12;
    private const double SickFraction = 0.10;

    public static BadDay Of(
        int seed, BusinessUnit unit, SchedulePeriod period, CentreCalendar calendar, IReadOnlyList<Agent> agents,
        IReadOnlyList<Absence> absences, Func<LocalDate, QueueProfile, IEnumerable<RateInterval>> rates)
    {
        LocalDate date = calendar.NextOpen(period.FirstDay.PlusDays(29));
        SampleRandom random = new(seed, "bad day");
        IReadOnlyList<CallSeries> calls = [.. OrebroQueues.Profiles.Select(queue => new CallSeries(
            queue.QueueId, unit.Zone, unit.IntervalLength,
            [.. rates(date, queue).Select(rate => Storm(random, rate, queue))]))];
        Agent[] present = [.. agents.Where(agent => agent.IsEmployedOn(date)
            && !absences.Any(absence => absence.Agent == agent.Id && absence.Start.Date <= date && absence.End > date.AtMidnight()))];
        int sick = (int)Math.Ceiling(present.Length * SickFraction);
        return new BadDay(
            date, calls, [.. random.Shuffled(present).Take(sick).Select(agent => agent.Id).OrderBy(id => id.Value, StringComparer.Ordinal)]);
    }

    private static CallInterval Storm(SampleRandom random, RateInterval rate, QueueProfile queue)
    {
        double stormy = rate.Calls * EveryoneCallsMore * (1 + (StormSize * queue.SnowShare));
        return ServedCalls.Draw(random, rate, random.NegativeBinomial(stormy, 0.01), queue, 1 - SickFraction);
    }
}

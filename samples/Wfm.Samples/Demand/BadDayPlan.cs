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
        int seed, BusinessUnit unit, SchedulePeriod period, CentreCalendar calendar, FloorPlan floor, IReadOnlyList<Agent> agents,
        IReadOnlyList<Absence> absences, Func<LocalDate, QueueProfile, IEnumerable<RateInterval>> rates)
    {
        LocalDate date = calendar.NextOrdinary(period.FirstDay.PlusDays(29));
        SampleRandom random = new(seed, "bad day");
        DrawnQuarter[][] drawn = [.. floor.Centre.Profiles.Select(queue => rates(date, queue).Select(rate => Storm(random, rate, queue)).ToArray())];
        Agent[] present = [.. agents.Where(agent => agent.IsEmployedOn(date)
            && !absences.Any(absence => absence.Agent == agent.Id && absence.Start.Date <= date && absence.End > date.AtMidnight()))];
        int sick = (int)Math.Ceiling(present.Length * SickFraction);
        AgentId[] away = [.. random.Shuffled(present).Take(sick).Select(agent => agent.Id).OrderBy(id => id.Value, StringComparer.Ordinal)];
        ulong[] onCalls = [.. floor.OnCalls(date).Select((quarters, at) => away.Contains(floor.Agents[at]) ? 0 : quarters)];
        CallInterval[][] served = Demand.Play(new CallFloor(floor), random, unit, drawn, onCalls);
        return new BadDay(
            date, [.. floor.Centre.Profiles.Select((queue, at) => new CallSeries(queue.QueueId, unit.Zone, unit.IntervalLength, served[at]))], away);
    }

    private static DrawnQuarter Storm(SampleRandom random, RateInterval rate, QueueProfile queue)
    {
        double stormy = rate.Calls * EveryoneCallsMore * (1 + (StormSize * queue.SnowShare));
        return new DrawnQuarter(rate, random.NegativeBinomial(stormy, 0.01), rate.AverageHandleSeconds);
    }
}

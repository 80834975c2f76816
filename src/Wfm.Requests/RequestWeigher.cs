using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Rules;

namespace Wfm.Requests;

/// <summary>What weighing gave: the consequence, or what is wrong with the request.</summary>
/// <param name="Consequence">The consequence; null when anything was wrong.</param>
/// <param name="Findings">What was wrong, each with its field.</param>
public sealed record Weighing(Consequence? Consequence, IReadOnlyList<ProblemFinding> Findings);

/// <summary>Weighs requests: what a yes would cost the callers, and where it would cost less. The same inputs give the same answer, bit by bit.</summary>
public static class RequestWeigher
{
    /// <summary>Weighs one request.</summary>
    /// <param name="plan">The schedule, prepared.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="options">What counts as fine and how far to look.</param>
    /// <param name="cancellationToken">Ends the search for alternatives.</param>
    public static Weighing Weigh(PreparedPlan plan, ScheduleRequest request, WeighOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(options);
        RequestReading reading = plan.Read(request);
        if (reading.Edit is not { } edit)
        {
            return new Weighing(null, reading.Findings);
        }

        (Consequence consequence, IReadOnlyList<(PreparedDay, ChangedDay)> days) = Weigh(plan, request, edit, options);
        consequence = Simulated(consequence, days, options);
        (IReadOnlyList<Alternative> alternatives, FewFound? few) = AlternativeFinder.Find(plan, Shifted(options, consequence), consequence, edit, cancellationToken);
        return new Weighing(
            consequence with
            {
                IsNearALimit = consequence.Queues.Any(queue => Judgement.IsNearALimit(queue, options)),
                Notes = [.. reading.Notes, .. NotPredicted(plan)],
                Away = Colleagues.Away(plan, edit, days),
                Alternatives = alternatives,
                Few = few,
            },
            []);
    }

    /// <summary>The figures of an edit, without alternatives and colleagues.</summary>
    internal static (Consequence Consequence, IReadOnlyList<(PreparedDay Before, ChangedDay After)> Days) Weigh(
        PreparedPlan plan, ScheduleRequest request, ScheduleEdit edit, WeighOptions options)
    {
        List<(PreparedDay Before, ChangedDay After)> days = [];
        foreach (int day in edit.Days)
        {
            PreparedDay before = plan.Day(day);
            if (ChangedDay.Of(before, plan.Schedule, edit) is { } after)
            {
                days.Add((before, after));
            }
        }

        QueueConsequence[] queues = [.. days.SelectMany(day => DayFiguresOf.Of(day.Before, day.After))];
        IReadOnlyList<RuleViolation> violations = plan.NewViolations(edit);
        (Recommendation recommendation, string reason) = edit.Days.Count > 0 && violations.Count == 0 && DayOfQueues.PromisesWithTraffic(plan.Problem).Length == 0
            ? (Recommendation.Tight, "The problem holds no calls, so what callers would notice cannot be told.")
            : Judgement.Of(queues, violations, options);
        return (
            new Consequence { Request = request, Queues = queues, Violations = violations, Away = [], Recommendation = recommendation, Reason = reason },
            days);
    }

    /// <summary>The answer with the second stage where a day lies near a limit; its levels then decide.</summary>
    private static Consequence Simulated(Consequence consequence, IReadOnlyList<(PreparedDay Before, ChangedDay After)> days, WeighOptions options)
    {
        HashSet<LocalDate> near =
        [
            .. consequence.Queues.Where(queue => options.AlwaysSimulate || Judgement.IsNearALimit(queue, options)).Select(queue => queue.Date),
        ];
        if (near.Count == 0 || options.SimulatedDays <= 0)
        {
            return consequence;
        }

        SimulatedQueue[] played =
        [
            .. days.Where(day => near.Contains(day.Before.Problem.Grid.Days[day.Before.Day.Day].Date)).SelectMany(day => SecondStage.Play(day.Before, day.After, options)),
        ];
        QueueConsequence[] judged =
        [
            .. consequence.Queues.Select(queue => Array.Find(played, own => own.Queue == queue.Queue && own.Date == queue.Date) is { } own ? own.Applied(queue) : queue),
        ];
        (Recommendation recommendation, string reason) = Judgement.Of(judged, consequence.Violations, options);
        return consequence with { Simulated = played, Recommendation = recommendation, Reason = reason };
    }

    /// <summary>Alternatives are told from the table, moved by what playing the days showed of each queue.</summary>
    private static WeighOptions Shifted(WeighOptions options, Consequence consequence) => consequence.Simulated is not { Count: > 0 } simulated ? options : options with
    {
        Shift = simulated.GroupBy(queue => queue.Queue).ToDictionary(
            queue => queue.Key,
            queue => queue.Average(own => own.LevelBefore - (consequence.Queues.FirstOrDefault(known => known.Queue == own.Queue && known.Date == own.Date)?.Before.ServiceLevel ?? own.LevelBefore))),
    };

    private static IEnumerable<string> NotPredicted(PreparedPlan plan)
    {
        QueueId[] silent = [.. plan.Problem.Queues.Except(DayOfQueues.PromisesWithTraffic(plan.Problem).Select(promise => promise.Queue))];
        return silent.Length == 0 ? [] : [$"Without calls and promise in the problem, and so not predicted: {string.Join(", ", silent)}."];
    }
}

using System.Globalization;
using NodaTime;
using Wfm.Domain;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;

namespace Wfm.Requests;

/// <summary>The time asked for, with lunches, breaks and movable meetings of named colleagues moved by the running day's kernel.</summary>
internal static class MovedPauses
{
    private const int Rounds = 3;
    private const int MostNamed = 8;

    /// <summary>What telling somebody may cost, in late calls, from dear to cheap: few are told where few are enough.</summary>
    private static readonly double[] CostOfTelling = [2, 0.5, 0.1];

    public static IEnumerable<Alternative> Of(PreparedPlan plan, WeighOptions options, Consequence asked, ScheduleEdit edit)
    {
        int day = edit.Days[0];
        PlanningGrid grid = plan.Problem.Grid;
        Instant opens = grid.Days[day].Start;
        PersonAway[] away = [.. edit.People.SelectMany(person => AwayOf(plan, person, day))];
        foreach (double telling in CostOfTelling)
        {
            ReplanRequest request = new(options.Earliest is { } earliest && earliest > opens ? earliest : opens)
            {
                Away = away,
                Rounds = Rounds,
                BoundSteps = 0,
                Costs = new ChangeCosts { PersonTold = telling, MinuteMoved = telling / 100, MinuteStretched = 1 },
            };
            ReplanProposal proposal = plan.Tables.Day(day).Replan(request);
            PersonChange[] moves = [.. proposal.Changes.Where(change => !edit.People.Any(person => person.Agent == change.Number))];
            if (moves.Length == 0 || moves.Length > MostNamed)
            {
                continue;
            }

            SchedulingProblem moved = ReplanOutcome.Problem(plan.Problem, request, proposal);
            ScheduleEdit both = edit with { People = [.. edit.People.Concat(moves.Select(move => Edit(plan, moved, move, day))).OrderBy(person => person.Agent)] };
            (Consequence consequence, _) = RequestWeigher.Weigh(plan, asked.Request, both, options);
            if (consequence.Recommendation == Recommendation.Fits)
            {
                string words = $"At the time asked for, moving {string.Join("; ", moves.Select(move => Words(grid, move)))}.";
                yield return new Alternative(AlternativeKind.MovedPauses, words, asked.Request, consequence.Queues, consequence.Reason) { Moves = moves };
                yield break;
            }
        }
    }

    private static IEnumerable<PersonAway> AwayOf(PreparedPlan plan, PersonEdit person, int day)
    {
        if (plan.Schedule.ShiftOf(person.Agent, day) is not { } before)
        {
            yield break;
        }

        PlanningGrid grid = plan.Problem.Grid;
        HashSet<int> stays = person.Row[day] is { } after
            ? [.. DayOfQueues.SlotsOnContacts(grid, day, ShiftPieces.Of(plan.Problem, person.Person, day, after))]
            : [];
        int[] gone = [.. DayOfQueues.SlotsOnContacts(grid, day, ShiftPieces.Of(plan.Problem, plan.Problem.Agents[person.Agent], day, before)).Where(slot => !stays.Contains(slot))];
        if (gone.Length > 0)
        {
            yield return new PersonAway(person.Person.Id, grid.InstantOf(day, gone[0]), grid.InstantOf(day, gone[^1] + 1));
        }
    }

    private static PersonEdit Edit(PreparedPlan plan, SchedulingProblem moved, PersonChange change, int day)
    {
        DayShift?[] row = [.. Enumerable.Range(0, plan.Problem.Grid.Days.Count).Select(other => plan.Schedule.ShiftOf(change.Number, other))];
        row[day] = change.After;
        return new PersonEdit(change.Number, moved.Agents[change.Number], row);
    }

    private static string Words(PlanningGrid grid, PersonChange change) =>
        $"{change.Agent}'s {string.Join(", ", change.Moves.Select(move => string.Create(CultureInfo.InvariantCulture, $"{Name(move.Activity)} {Clock(grid, move.From.Start)} → {Clock(grid, move.To.Start)}")))}";

    private static string Name(ActivityKind activity) => activity == ActivityKind.BackOffice ? "back office" : activity.ToString().ToLowerInvariant();

    private static string Clock(PlanningGrid grid, Instant instant) => instant.InZone(grid.Zone).ToString("HH:mm", CultureInfo.InvariantCulture);
}

using Wfm.Scheduling;
using Wfm.Scheduling.Replan;

namespace Wfm.PlanQuality.Intraday;

/// <summary>Re-plans ten disturbed days of every published plan and audits each.</summary>
internal static class IntradayCommand
{
    private const int WarmUps = 3;

    public static int Run(string[] args)
    {
        if (RunOptions.Read(args, "intraday", "--instances", "--plans") is not { } options)
        {
            return 2;
        }

        List<string> results = ["instance,days,cost_before,cost_after,bound,gap,worst_gap,median_milliseconds,median_cpu_milliseconds,median_tables_milliseconds,feasible"];
        bool feasible = true;
        foreach (PublishedPlan plan in PublishedPlan.ReadAll(options))
        {
            Random random = new(int.Parse(options.GetValueOrDefault("--seed", "1")));
            Disturbance[] days = [.. plan.DrawDays(random).Select(day => Disturbance.Draw(plan, day, random))];
            Row[] rows = [];
            for (int pass = 0; pass <= WarmUps; pass++)
            {
                rows = [.. days.Select(day => Measure(plan, day, RunOptions.ReplanOf(options, "free"), audits: pass == WarmUps))];
            }

            File.WriteAllLines(Path.Combine(options["--out"], $"{plan.Name}.csv"), rows.Select(row => row.Text).Prepend(Row.Header));
            results.Add(Summary(plan, rows));
            Console.WriteLine(results[^1]);
            feasible &= rows.All(row => row.IsFeasible);
        }

        File.WriteAllLines(Path.Combine(options["--out"], "results.csv"), results);
        return feasible ? 0 : 1;
    }

    private static string Summary(PublishedPlan plan, Row[] rows)
    {
        (double after, double bound) = (rows.Sum(row => row.Proposal.CostAfter), rows.Sum(row => row.Proposal.Bound));
        return $"{plan.Name},{rows.Length},{rows.Sum(row => row.Proposal.CostBefore):F4},{after:F4},{bound:F4},{(after - bound) / after:F6},"
            + $"{rows.Max(row => row.Proposal.GapFraction):F6},{Timing.Median(rows.Select(row => row.Spent.Wall)):F2},"
            + $"{Timing.Median(rows.Select(row => row.Spent.Cpu)):F2},{Timing.Median(rows.Select(row => row.Tables.Wall)):F2},"
            + (rows.All(row => row.IsFeasible) ? "true" : "false");
    }

    private static Row Measure(PublishedPlan plan, Disturbance disturbance, ReplanRequest settings, bool audits)
    {
        SchedulingProblem problem = disturbance.ProblemOf(plan);
        ReplanRequest request = disturbance.RequestOf(plan, settings);
        (PublishedDay day, Timing tables) = Timing.Of(() => new PublishedDay(problem, plan.Schedule, disturbance.Day));
        (ReplanProposal proposal, Timing spent) = Timing.Of(() => day.Replan(request));
        return new Row(disturbance, proposal, spent, tables, !audits || Audit(plan, disturbance, proposal));
    }

    private static bool Audit(PublishedPlan plan, Disturbance disturbance, ReplanProposal proposal)
    {
        Dictionary<int, (int Start, int Slots)> trainings = disturbance.Trainings.ToDictionary();
        foreach (PersonChange change in proposal.Changes)
        {
            foreach (PieceMove move in change.Moves.Where(move => move.Activity == Domain.ActivityKind.Training))
            {
                trainings[change.Number] = (plan.Problem.Grid.SlotFloor(proposal.Day, move.To.Start), trainings[change.Number].Slots);
            }
        }

        DraftSchedule after = ReplanOutcome.Schedule(plan.Problem, plan.Schedule, proposal);
        IReadOnlyList<string> violations = DayAudit.Violations(
            plan, after, proposal.Day, disturbance.Now, [.. proposal.Changes.Select(change => change.Number)], disturbance.Trainings, trainings);
        double before = DayAudit.Cost(plan, ShiftsOf(plan, plan.Schedule, proposal.Day), proposal.Day, disturbance.Now, IsAway, disturbance.Trainings);
        double cost = DayAudit.Cost(plan, ShiftsOf(plan, after, proposal.Day), proposal.Day, disturbance.Now, IsAway, trainings);
        bool agrees = Math.Abs(before - proposal.CostBefore) < 1e-6 && Math.Abs(cost + proposal.ChangeCost - proposal.CostAfter) < 1e-6;
        foreach (string violation in violations.Take(5))
        {
            Console.WriteLine($"  {violation}");
        }

        if (!agrees)
        {
            Console.WriteLine($"  day {proposal.Day}: recount {before} → {cost}, engine {proposal.CostBefore} → {proposal.CostAfter - proposal.ChangeCost}");
        }

        return agrees && violations.Count == 0;

        bool IsAway(int agent, int slot) => disturbance.Sick.Contains(agent) && slot >= disturbance.Now;
    }

    private static DayShift?[] ShiftsOf(PublishedPlan plan, DraftSchedule schedule, int day) =>
        [.. Enumerable.Range(0, plan.Problem.Agents.Count).Select(agent => schedule.ShiftOf(agent, day))];

    private sealed record Row(Disturbance Disturbance, ReplanProposal Proposal, Timing Spent, Timing Tables, bool IsFeasible)
    {
        public const string Header =
            "day,sick,trainings,cost_before,cost_after,bound,gap,milliseconds,cpu_milliseconds,tables_milliseconds,people_told,minutes_moved,steps,bound_steps,feasible";

        public string Text =>
            $"{Disturbance.Day},{Disturbance.Sick.Count},{Disturbance.Trainings.Count},{Proposal.CostBefore:F4},{Proposal.CostAfter:F4},{Proposal.Bound:F4},"
            + $"{Proposal.GapFraction:F6},{Spent.Wall:F2},{Spent.Cpu:F2},{Tables.Wall:F2},{Proposal.PeopleTold},{Proposal.MinutesMoved},"
            + $"{Proposal.Steps},{Proposal.BoundSteps},{(IsFeasible ? "true" : "false")}";
    }
}

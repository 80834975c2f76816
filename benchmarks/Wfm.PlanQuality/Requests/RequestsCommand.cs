using System.Diagnostics;
using Wfm.PlanQuality.Intraday;
using Wfm.Scheduling;
using Wfm.Scheduling.Replan;

namespace Wfm.PlanQuality.Requests;

/// <summary>Asks every published plan for a thousand absences of two hours: from the tables, and with the others moved.</summary>
internal static class RequestsCommand
{
    private const int Absences = 1000;
    private const int Hours = 2;
    private const int Rounds = 200;

    public static int Run(string[] args)
    {
        if (RunOptions.Read(args, "requests", "--instances", "--plans") is not { } options)
        {
            return 2;
        }

        List<string> results =
        [
            "instance,requests,cost_before,cost_after_table,cost_after_replan,bound,gap,nanoseconds_table,median_milliseconds_replan,median_cpu_milliseconds_replan,feasible",
        ];
        bool feasible = true;
        foreach (PublishedPlan plan in PublishedPlan.ReadAll(options))
        {
            Random random = new(int.Parse(options.GetValueOrDefault("--seed", "1")));
            int[] days = plan.DrawDays(random);
            Absence[] absences = [.. Enumerable.Range(0, Absences).Select(number => Absence.Draw(plan, days[number % days.Length], random))];
            WhatIfTables tables = new(plan.Problem, plan.Schedule);
            double nanoseconds = NanosecondsOf(tables, absences);
            ReplanRequest settings = RunOptions.ReplanOf(options, "usual");
            foreach (Absence absence in absences.Take(days.Length * 3))
            {
                Answer(plan, tables, absence, settings, audits: false);
            }

            Row[] rows = [.. absences.Select((absence, number) => Answer(plan, tables, absence, settings, audits: number % 10 == 0))];
            File.WriteAllLines(Path.Combine(options["--out"], $"{plan.Name}.csv"), rows.Select(row => row.Text).Prepend(Row.Header));
            results.Add(Summary(plan, rows, nanoseconds));
            Console.WriteLine(results[^1]);
            feasible &= rows.All(row => row.IsFeasible);
        }

        File.WriteAllLines(Path.Combine(options["--out"], "results.csv"), results);
        return feasible ? 0 : 1;
    }

    private static string Summary(PublishedPlan plan, Row[] rows, double nanoseconds)
    {
        (double after, double bound) = (rows.Sum(row => row.Proposal.CostAfter), rows.Sum(row => row.Proposal.Bound));
        return $"{plan.Name},{rows.Length},{rows.Sum(row => row.Before):F4},{rows.Sum(row => row.Table):F4},{after:F4},{bound:F4},"
            + $"{(after - bound) / after:F6},{nanoseconds:F1},{Timing.Median(rows.Select(row => row.Spent.Wall)):F2},"
            + $"{Timing.Median(rows.Select(row => row.Spent.Cpu)):F2},{(rows.All(row => row.IsFeasible) ? "true" : "false")}";
    }

    /// <summary>Nanoseconds of one look-up, the best of many rounds over all the absences; the tables are there already.</summary>
    private static double NanosecondsOf(WhatIfTables tables, Absence[] absences)
    {
        (double best, double sum) = (double.PositiveInfinity, 0);
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            foreach (Absence absence in absences)
            {
                sum += tables.CostOfAbsence(absence.Agent, absence.Day, absence.From, absence.To);
            }

            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / absences.Length);
        }

        return double.IsFinite(sum) ? best : throw new InvalidOperationException("A look-up gave no number.");
    }

    private static Row Answer(PublishedPlan plan, WhatIfTables tables, Absence absence, ReplanRequest settings, bool audits)
    {
        PublishedDay day = tables.Day(absence.Day);
        PlanningGrid grid = plan.Problem.Grid;
        ReplanRequest request = settings with
        {
            At = grid.Days[absence.Day].Start,
            Away =
            [
                new PersonAway(plan.Problem.Agents[absence.Agent].Id, grid.InstantOf(absence.Day, absence.From), grid.InstantOf(absence.Day, absence.To)),
            ],
        };
        (ReplanProposal proposal, Timing spent) = Timing.Of(() => day.Replan(request));
        AbsenceConsequence consequence = day.Consequence(request.Away);
        double table = consequence.CostBefore + day.CostOfAbsence(absence.Agent, absence.From, absence.To);
        bool agrees = Math.Abs(table - consequence.CostAfter) < 1e-6 && Math.Abs(table - proposal.CostBefore) < 1e-6;
        return new Row(absence, consequence.CostBefore, table, proposal, spent, agrees && (!audits || Audit(plan, absence, table, proposal)));
    }

    private static bool Audit(PublishedPlan plan, Absence absence, double table, ReplanProposal proposal)
    {
        Dictionary<int, (int, int)> none = [];
        DraftSchedule after = ReplanOutcome.Schedule(plan.Problem, plan.Schedule, proposal);
        IReadOnlyList<string> violations = DayAudit.Violations(
            plan, after, absence.Day, 0, [.. proposal.Changes.Select(change => change.Number)], none, none);
        double before = DayAudit.Cost(plan, ShiftsOf(plan, plan.Schedule, absence.Day), absence.Day, 0, IsAway, none);
        double cost = DayAudit.Cost(plan, ShiftsOf(plan, after, absence.Day), absence.Day, 0, IsAway, none);
        bool agrees = Math.Abs(before - table) < 1e-6 && Math.Abs(cost + proposal.ChangeCost - proposal.CostAfter) < 1e-6;
        foreach (string violation in violations.Take(5))
        {
            Console.WriteLine($"  {violation}");
        }

        if (!agrees)
        {
            Console.WriteLine($"  {absence}: recount {before} → {cost}, engine {table} → {proposal.CostAfter - proposal.ChangeCost}");
        }

        return agrees && violations.Count == 0;

        bool IsAway(int agent, int slot) => agent == absence.Agent && slot >= absence.From && slot < absence.To;
    }

    private static DayShift?[] ShiftsOf(PublishedPlan plan, DraftSchedule schedule, int day) =>
        [.. Enumerable.Range(0, plan.Problem.Agents.Count).Select(agent => schedule.ShiftOf(agent, day))];

    /// <summary>Somebody on duty who asks to be away for two hours inside the shift.</summary>
    private sealed record Absence(int Day, int Agent, int From, int To)
    {
        public static Absence Draw(PublishedPlan plan, int day, Random random)
        {
            int slots = Hours * 60 / plan.Centre.IntervalMinutes;
            int[] onDuty = [.. Enumerable.Range(0, plan.Problem.Agents.Count).Where(agent => plan.Schedule.ShiftOf(agent, day) is not null)];
            int agent = onDuty[random.Next(onDuty.Length)];
            DayShift shift = plan.Schedule.ShiftOf(agent, day)!.Value;
            int from = shift.Start + random.Next(shift.Length - slots + 1);
            return new Absence(day, agent, from, from + slots);
        }
    }

    private sealed record Row(Absence Absence, double Before, double Table, ReplanProposal Proposal, Timing Spent, bool IsFeasible)
    {
        public const string Header =
            "day,agent,from,to,cost_before,cost_after_table,cost_after,change_cost,bound,gap,milliseconds,cpu_milliseconds,people_told,minutes_moved,feasible";

        public string Text =>
            $"{Absence.Day},{Absence.Agent},{Absence.From},{Absence.To},{Before:F4},{Table:F4},{Proposal.CostAfter:F4},{Proposal.ChangeCost:F4},"
            + $"{Proposal.Bound:F4},{Proposal.GapFraction:F6},{Spent.Wall:F2},{Spent.Cpu:F2},{Proposal.PeopleTold},{Proposal.MinutesMoved},"
            + (IsFeasible ? "true" : "false");
    }
}

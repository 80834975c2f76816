using Wfm.Scheduling.Cover;

namespace Wfm.PlanQuality.Nrp;

/// <summary>A roster as text: one row per worked day, days from 0.</summary>
internal static class RosterCsv
{
    public static IEnumerable<string> Write(CoverProblem problem, CoverRoster roster) =>
        ((IEnumerable<string>)["staff,day,shift"]).Concat(
            from person in Enumerable.Range(0, roster.People)
            from day in Enumerable.Range(0, roster.Days)
            where roster[person, day] is not null
            select $"{problem.People[person].Code},{day},{problem.Types[roster[person, day]!.Value].Code}");
}

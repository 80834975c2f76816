using System.Globalization;
using Wfm.Domain;
using Wfm.Scheduling;

namespace Wfm.Planning;

/// <summary>A plan in which everybody has a schedule by the rules, but some minimum posts are not staffed: it stands, and what is missing is told.</summary>
public static class UnstaffedPosts
{
    /// <summary>What to tell of each queue and time; nothing where the plan is as asked, or where there is no plan to keep.</summary>
    /// <param name="outcome">How the search ended.</param>
    public static IReadOnlyList<Remark> Of(ScheduleOutcome outcome) => IsUsable(outcome) && outcome is ScheduleOutcome.Infeasible { Conflicts: var conflicts }
        ? [.. from conflict in conflicts
              let post = conflict.Members.First(member => member.Kind == ConflictKind.MinimumPosts)
              let first = post.Dates.Select(date => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture)).FirstOrDefault("")
              select new Remark(string.Create(CultureInfo.InvariantCulture, $"posts-unstaffed|{post.Facts}|{first}|{post.Dates.Count}"), conflict.Reason)]
        : [];

    /// <summary>Whether there is a schedule to store: everybody has one by the rules.</summary>
    /// <param name="outcome">How the search ended.</param>
    public static bool IsUsable(ScheduleOutcome outcome) => outcome is ScheduleOutcome.Optimal or ScheduleOutcome.Feasible
        || (outcome is ScheduleOutcome.Infeasible { Conflicts: var conflicts } && conflicts.All(conflict => conflict.IsOfPosts));
}

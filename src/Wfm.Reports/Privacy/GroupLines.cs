using NodaTime;
using Wfm.Domain;

namespace Wfm.Reports;

/// <summary>A fact about a person on a day.</summary>
/// <typeparam name="TFact">The kind of fact.</typeparam>
/// <param name="Agent">Whom it is about.</param>
/// <param name="Group">Where they belonged that day.</param>
/// <param name="Date">The day.</param>
/// <param name="Value">What.</param>
internal readonly record struct PersonFact<TFact>(AgentId Agent, GroupId Group, LocalDate Date, TFact Value);

/// <summary>What is known of the people of a group, or of all, in a stretch of time.</summary>
/// <typeparam name="TFact">The kind of fact.</typeparam>
/// <param name="Bucket">When.</param>
/// <param name="Scope">Of whom.</param>
/// <param name="Facts">What is known.</param>
/// <param name="IsWithheld">Whether it is about too few people.</param>
internal sealed record GroupLine<TFact>(ReportBucket Bucket, ReportScope Scope, IReadOnlyList<PersonFact<TFact>> Facts, bool IsWithheld);

/// <summary>Lays facts about people out by group and time, and says which of them are about too few.</summary>
internal static class GroupLines
{
    /// <summary>Lays them out: all together, each group; each step, then the whole span.</summary>
    /// <param name="frame">The centre and the days.</param>
    /// <param name="facts">The facts.</param>
    /// <param name="peopleOf">Whom a line's figures are about: those whose number decides what is withheld.</param>
    public static IReadOnlyList<GroupLine<TFact>> Of<TFact>(ReportFrame frame, IReadOnlyList<PersonFact<TFact>> facts, Func<IReadOnlyList<PersonFact<TFact>>, IReadOnlySet<AgentId>> peopleOf)
    {
        BucketLine line = BucketLine.Of(frame.Span, frame.Zone, frame.IntervalLength);
        ILookup<int, PersonFact<TFact>> byBucket = facts.ToLookup(fact => line.IndexOf(frame.Zone.AtStartOfDay(fact.Date).ToInstant()));
        ReportScope[] scopes = [ReportScope.Total, .. frame.Groups.Select(group => new ReportScope(ScopeKind.Group, group.Id.Value, group.Name))];
        List<GroupLine<TFact>> lines = [];
        for (int at = 0; at < line.Buckets.Count; at++)
        {
            lines.AddRange(Bucket(scopes, line.Buckets[at], [.. byBucket[at]], peopleOf));
        }

        int told = lines.Select(of => of.Bucket).Distinct().Count();
        Interval span = frame.Span.In(frame.Zone);
        GroupLine<TFact>[] whole = told < 2 ? [] :
            [.. Bucket(scopes, new ReportBucket(span.Start, span.End, ReportStep.Whole), [.. facts], peopleOf).Select(sum => sum with { IsWithheld = sum.IsWithheld || IsReckonable(lines, sum.Scope, peopleOf) })];
        return [.. scopes.SelectMany(scope => lines.Concat(whole).Where(of => of.Scope == scope))];
    }

    private static IEnumerable<GroupLine<TFact>> Bucket<TFact>(
        ReportScope[] scopes, ReportBucket bucket, IReadOnlyList<PersonFact<TFact>> facts, Func<IReadOnlyList<PersonFact<TFact>>, IReadOnlySet<AgentId>> peopleOf)
    {
        if (facts.Count == 0)
        {
            return [];
        }

        PersonFact<TFact>[][] byScope = [.. scopes.Select(scope => scope.Kind == ScopeKind.Total ? facts.ToArray() : [.. facts.Where(fact => fact.Group.Value == scope.Code)])];
        bool[] withheld = [SmallGroups.IsFew([peopleOf(byScope[0])]), .. SmallGroups.Withheld([.. byScope.Skip(1).Select(of => peopleOf(of))])];
        return scopes.Select((scope, at) => new GroupLine<TFact>(bucket, scope, byScope[at], withheld[at])).Where(of => of.Facts.Count > 0);
    }

    // The whole less the stretches that are told would tell the ones that are not.
    private static bool IsReckonable<TFact>(List<GroupLine<TFact>> lines, ReportScope scope, Func<IReadOnlyList<PersonFact<TFact>>, IReadOnlySet<AgentId>> peopleOf) =>
        SmallGroups.IsFew(lines.Where(of => of.Scope == scope && of.IsWithheld).Select(of => peopleOf(of.Facts)));
}

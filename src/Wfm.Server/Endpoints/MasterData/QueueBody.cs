using NodaTime;
using Wfm.Domain;

namespace Wfm.Server.Endpoints;

/// <summary>A queue.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Queue">What it is.</param>
public sealed record QueueView(QueueId Code, QueueBody Queue);

/// <summary>A queue with its opening hours, its targets by the day they hold from, and the fewest people it may have.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Channel">How its contacts arrive.</param>
/// <param name="OpeningHours">When it takes contacts; none means that nobody has said.</param>
/// <param name="Targets">What it is held to; the first holds since ever, the others from their day on.</param>
/// <param name="Group">The answer group that owns it.</param>
/// <param name="Posts">The fewest people by time of day, however few contacts come; absent means none.</param>
public sealed record QueueBody(
    string Name, Channel Channel, IReadOnlyList<OpeningBody> OpeningHours, IReadOnlyList<TargetBody> Targets, GroupId? Group = null, IReadOnlyList<PostBody>? Posts = null)
{
    private const int MostPosts = 1000;
    private const int MostOpenings = 1000;
    private const int MostTargets = 100;

    /// <summary>What was sent, checked; <paramref name="found"/> tells whether it can be used.</summary>
    internal (string Name, List<OpeningPeriod> Openings, List<(LocalDate? From, QueueTarget Target)> Targets) Read(Findings found)
    {
        string name = found.Text("name", Name);
        List<OpeningPeriod> openings = [];
        foreach ((int index, OpeningBody opening) in found.Items("openingHours", OpeningHours, MostOpenings).Index())
        {
            OpeningPeriod? period = opening.ToDomain($"openingHours[{index}]", found);
            if (period is not null)
            {
                found.Unless(!openings.Any(earlier => Overlap(earlier, period)), $"openingHours[{index}]", $"{opening.Opens:HH:mm}", Remark.Of("wants-openings-apart", "openings of a queue that do not overlap"));
                openings.Add(period);
            }
        }

        List<(LocalDate? From, QueueTarget Target)> targets = [];
        foreach ((int index, TargetBody target) in found.Items("targets", Targets, MostTargets).Index())
        {
            string field = $"targets[{index}]";
            found.Unless(index == 0 ? target.ValidFrom is null : target.ValidFrom > (targets.Count > 0 ? targets[^1].From ?? LocalDate.MinIsoValue : LocalDate.MinIsoValue), $"{field}.validFrom", target.ValidFrom, Remark.Of("wants-targets-in-order", "no day for the first target, then later and later days"));
            found.Days($"{field}.valid", target.ValidFrom, null);
            if (target.ToDomain(field, found) is { } read)
            {
                targets.Add((target.ValidFrom, read));
            }
        }

        found.Unless(Targets.Count > 0, "targets", 0, Remark.Of("wants-target", "at least one target"));
        return (name, openings, targets);
    }

    /// <summary>The posts that were sent, checked against the queue's hours and people.</summary>
    internal List<MinimumPost> ReadPosts(QueueId queue, OpeningHours hours, int skilled, Findings found)
    {
        List<MinimumPost> posts = [];
        foreach ((int index, PostBody body) in found.Items("posts", Posts ?? [], MostPosts).Index())
        {
            string field = $"posts[{index}]";
            if (body.ToDomain(queue, field, found) is { } post)
            {
                found.Unless(!posts.Any(post.Overlaps), $"{field}.from", $"{post.From:HH:mm}", Remark.Of("wants-posts-apart", "posts of a queue that do not overlap"));
                IReadOnlyList<IsoDayOfWeek> closed = post.WeekdaysOutside(hours);
                found.Unless(closed.Count == 0, $"{field}.from", string.Join(", ", closed), Remark.Of("wants-post-while-open", "a time within the opening hours of the queue on every weekday it applies to"));
                found.Unless(post.People <= skilled, $"{field}.people", post.People, Remark.Of("wants-post-of-skilled", $"at most the {skilled} people who have the queue as a skill"));
                posts.Add(post);
            }
        }

        return posts;
    }

    private static bool Overlap(OpeningPeriod one, OpeningPeriod other) =>
        one.Weekday == other.Weekday && !(one.ValidTo < other.ValidFrom) && !(other.ValidTo < one.ValidFrom)
        && one.Opens < EndOf(other) && other.Opens < EndOf(one);

    private static LocalTime EndOf(OpeningPeriod period) => period.Closes == LocalTime.Midnight ? LocalTime.MaxValue : period.Closes;
}

/// <summary>An opening on one weekday.</summary>
/// <param name="Weekday">The weekday.</param>
/// <param name="Opens">First moment open.</param>
/// <param name="Closes">First moment closed again; 00:00 means the end of the day.</param>
/// <param name="ValidFrom">First day it holds.</param>
/// <param name="ValidTo">Last day it holds.</param>
public sealed record OpeningBody(IsoDayOfWeek Weekday, LocalTime Opens, LocalTime Closes, LocalDate? ValidFrom = null, LocalDate? ValidTo = null)
{
    internal static OpeningBody Of(OpeningPeriod period) => new(period.Weekday, period.Opens, period.Closes, period.ValidFrom, period.ValidTo);

    internal OpeningPeriod? ToDomain(string field, Findings found)
    {
        found.Unless(Weekday != IsoDayOfWeek.None, $"{field}.weekday", Weekday, Remark.Of("wants-weekday", "a weekday"));
        found.Unless(Opens < Closes || Closes == LocalTime.Midnight, $"{field}.closes", $"{Closes:HH:mm}", Remark.Of("wants-closing-after-opening", "a time after it opens, or 00:00 for the end of the day"));
        found.Days($"{field}.valid", ValidFrom, ValidTo);
        return Weekday == IsoDayOfWeek.None ? null : new OpeningPeriod(Weekday, Opens, Closes, ValidFrom, ValidTo);
    }
}

/// <summary>The fewest people a queue has at a time of day.</summary>
/// <param name="From">First moment.</param>
/// <param name="To">First moment it no longer applies; 00:00 means the end of the day.</param>
/// <param name="People">Fewest people, lunch and breaks not counted.</param>
/// <param name="Weekday">The weekday; absent means every day the queue is open.</param>
/// <param name="ValidFrom">First day it holds.</param>
/// <param name="ValidTo">Last day it holds.</param>
public sealed record PostBody(LocalTime From, LocalTime To, int People, IsoDayOfWeek? Weekday = null, LocalDate? ValidFrom = null, LocalDate? ValidTo = null)
{
    private const int MostPeople = 1000;

    internal static PostBody Of(MinimumPost post) => new(post.From, post.To, post.People, post.Weekday, post.ValidFrom, post.ValidTo);

    internal MinimumPost? ToDomain(QueueId queue, string field, Findings found)
    {
        Findings mine = new();
        mine.Unless(Weekday is not IsoDayOfWeek.None, $"{field}.weekday", Weekday, Remark.Of("wants-weekday", "a weekday"));
        mine.Unless(From < To || To == LocalTime.Midnight, $"{field}.to", $"{To:HH:mm}", Remark.Of("wants-post-end", "a time after from, or 00:00 for the end of the day"));
        mine.Unless(People is >= 1 and <= MostPeople, $"{field}.people", People, Remark.Of("wants-post-people", "a whole number of people, 1 to 1000"));
        mine.Days($"{field}.valid", ValidFrom, ValidTo);
        found.AddAll(mine);
        return mine.IsEmpty ? new MinimumPost(queue, Weekday, From, To, People, ValidFrom, ValidTo) : null;
    }
}

/// <summary>What a queue is held to.</summary>
/// <param name="Share">Share of calls to answer in time, between 0 and 1; 80 % is 0.80.</param>
/// <param name="ThresholdSeconds">Longest wait that counts as in time.</param>
/// <param name="Model">The queueing model.</param>
/// <param name="Definition">Which calls count.</param>
/// <param name="Shrinkage">Share of paid time away from calls, by days ahead; the first from day 0.</param>
/// <param name="ValidFrom">First day it holds; absent for the first of a queue.</param>
/// <param name="MaxAbandonment">Most calls that may hang up, 0 to 1; absent means no ceiling.</param>
/// <param name="LowerLimit">Act below this service level; together with the upper one.</param>
/// <param name="UpperLimit">Room to spare above this service level.</param>
/// <param name="PatienceSeconds">Mean time before hanging up; absent means it is measured.</param>
public sealed record TargetBody(
    double Share,
    int ThresholdSeconds,
    StaffingModel Model,
    ServiceLevelDefinition Definition,
    IReadOnlyList<ShrinkageStep> Shrinkage,
    LocalDate? ValidFrom = null,
    double? MaxAbandonment = null,
    double? LowerLimit = null,
    double? UpperLimit = null,
    int? PatienceSeconds = null)
{
    private const int MostSeconds = 366 * 86_400;
    private const int MostSteps = 50;

    internal static TargetBody Of(LocalDate? from, QueueTarget target) => new(
        target.ServiceLevel.Fraction, (int)target.ServiceLevel.Threshold.TotalSeconds, target.Model, target.ServiceLevel.Definition, target.Shrinkage.Steps, from,
        target.MaxAbandonmentFraction, target.Limits?.Lower, target.Limits?.Upper, (int?)target.StatedPatience?.TotalSeconds);

    internal QueueTarget? ToDomain(string field, Findings found)
    {
        Findings mine = new();
        mine.Unless(Share is > 0 and < 1, $"{field}.share", Share, Remark.Of("wants-share-answered", "a share between 0 and 1; 80 % is 0.80"));
        mine.Unless(ThresholdSeconds is >= 0 and <= MostSeconds, $"{field}.thresholdSeconds", ThresholdSeconds, Remark.Of("wants-seconds", "seconds, 0 or more"));
        mine.Unless(MaxAbandonment is null or (> 0 and <= 1), $"{field}.maxAbandonment", MaxAbandonment, Remark.Of("wants-share-abandoned", "a share above 0 and at most 1; 5 % is 0.05"));
        mine.Unless(PatienceSeconds is null or (> 0 and <= MostSeconds), $"{field}.patienceSeconds", PatienceSeconds, Remark.Of("wants-seconds-or-none", "seconds above 0, or none"));
        bool hasLimits = LowerLimit is not null || UpperLimit is not null;
        mine.Unless(!hasLimits || (LowerLimit >= 0 && UpperLimit >= LowerLimit && UpperLimit <= 1), $"{field}.upperLimit", UpperLimit, Remark.Of("wants-limits", "both limits, from 0 to 1, the upper not under the lower"));
        List<ShrinkageStep> steps = mine.Items($"{field}.shrinkage", Shrinkage, MostSteps);
        bool isRising = steps.Count > 0 && steps[0].FromLeadDays == 0 && steps.Zip(steps.Skip(1)).All(pair => pair.First.FromLeadDays < pair.Second.FromLeadDays);
        mine.Unless(isRising && steps.All(step => step.Fraction is >= 0 and < 1), $"{field}.shrinkage", steps.Count, Remark.Of("wants-shrinkage", "shares from 0 up to 1 by rising days ahead, the first from day 0"));
        found.AddAll(mine);
        return mine.IsEmpty
            ? new QueueTarget(
                new ServiceLevelTarget(Share, Duration.FromSeconds(ThresholdSeconds), Definition), MaxAbandonment, hasLimits ? new ActionLimits(LowerLimit!.Value, UpperLimit!.Value) : null,
                Model, PatienceSeconds is { } patience ? Duration.FromSeconds(patience) : null, new Shrinkage(steps))
            : null;
    }
}

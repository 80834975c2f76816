using NodaTime;
using Wfm.Domain;
using Wfm.Forecasting;
using Wfm.Planning;

namespace Wfm.Server.Endpoints;

/// <summary>What history tells of events.</summary>
/// <param name="Events">Each event that has begun.</param>
/// <param name="Kinds">What they say of the next of each kind.</param>
public sealed record EventSizesView(IReadOnlyList<EventSizeView> Events, IReadOnlyList<KindSizeView> Kinds)
{
    internal static EventSizesView Of(EventLibrary library) => new(
        [.. library.Events.Select(EventSizeView.Of)],
        [.. library.Kinds.Select(kind => new KindSizeView(kind.Kind, kind.Name, kind.Queue, kind.Size.SizeFraction, kind.Size.StandardError, kind.Size.Events))]);
}

/// <summary>What history tells of the size of an event.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Name">What it is.</param>
/// <param name="Queue">The queue it touches; absent means all.</param>
/// <param name="Kind">What sort of thing it is.</param>
/// <param name="Outcome">Whether its size could be learned, or why not.</param>
/// <param name="Days">Days of it that could be looked at.</param>
/// <param name="SizeFraction">Added calls at full strength as a share of ordinary ones.</param>
/// <param name="StandardError">Standard error of the size.</param>
public sealed record EventSizeView(
    LocalDate From, LocalDate To, string Name, QueueId? Queue, EventKind Kind, EventSizeOutcome Outcome, int Days, double? SizeFraction, double? StandardError)
{
    internal static EventSizeView Of(SizedEvent one)
    {
        LearnedSize learned = one.Learned!;
        bool isLearned = learned.Outcome == EventSizeOutcome.Learned;
        return new(
            one.Event.From, one.Event.To, one.Event.Name, one.Event.Queue, one.Event.Kind, learned.Outcome, learned.Days,
            isLearned ? learned.SizeFraction : null, isLearned ? learned.StandardError : null);
    }
}

/// <summary>The size suggested for the next event of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name, among other events.</param>
/// <param name="Queue">Where only events of this queue count; absent where all of the kind do.</param>
/// <param name="SizeFraction">Added calls at full strength as a share of ordinary ones.</param>
/// <param name="StandardError">How far the next event may lie from it.</param>
/// <param name="Events">Past events it rests on.</param>
public sealed record KindSizeView(EventKind Kind, string? Name, QueueId? Queue, double SizeFraction, double StandardError, int Events);

using Wfm.Domain;
using Wfm.Forecasting;

namespace Wfm.Planning;

/// <summary>The sizes of a centre's known events: stated ones as they are, others learned from their own days or from past events of their kind.</summary>
public static class CentreEvents
{
    private static readonly LearnedSize NotOver = new(EventSizeOutcome.NotOver, 0, 0, 0);

    /// <summary>Finds the sizes a forecast reckons with.</summary>
    /// <param name="history">One series per queue.</param>
    /// <param name="request">As a forecast is asked for; history on or after its first day is not looked at.</param>
    /// <param name="openingHours">Opening hours by queue; a queue not named has its own learned from its history.</param>
    /// <param name="events">The events.</param>
    /// <param name="cancellationToken">Stops between queues.</param>
    /// <returns>One per event; school breaks are left to the calendar. History is looked at only where a size is not stated.</returns>
    public static IReadOnlyList<SizedEvent> Size(
        IReadOnlyList<CallSeries> history,
        ForecastRequest request,
        IReadOnlyDictionary<QueueId, OpeningHours> openingHours,
        IReadOnlyList<KnownEvent> events,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        return events.Any(one => one.Factor is null && !one.IsCalendar)
            ? Learn(history, request, openingHours, events, cancellationToken)
            : [.. events.Select(Stated)];
    }

    /// <summary>The same, with what history tells of every event, also where a size is stated.</summary>
    /// <inheritdoc cref="Size"/>
    public static IReadOnlyList<SizedEvent> Learn(
        IReadOnlyList<CallSeries> history,
        ForecastRequest request,
        IReadOnlyDictionary<QueueId, OpeningHours> openingHours,
        IReadOnlyList<KnownEvent> events,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(openingHours);
        ArgumentNullException.ThrowIfNull(events);
        ForecastEvent[] asked = [.. events.Where(one => !one.IsCalendar).Select(one => Stated(one).ToForecast((one.Factor ?? 1) - 1))];
        CallSeries[] touched = [.. history.Where(series => asked.Any(one => one.From < request.From && one.Touches(series.Queue)))];
        UsualDays[] days = new UsualDays[touched.Length];
        Parallel.For(0, touched.Length, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, index =>
            days[index] = UsualDays.Of(touched[index], request with
            {
                Events = asked,
                OpeningHours = openingHours.GetValueOrDefault(touched[index].Queue, request.OpeningHours!),
            }));
        (KnownEvent Event, LearnedSize Size)[] learned = [.. events.Where(one => !one.IsCalendar).Select((one, index) => (one, one.To < request.From ? EventSizes.Learn(asked[index], days) : NotOver))];
        return [.. events.Where(one => one.IsCalendar).Select(Stated), .. learned.Select(own => Sized(own.Event, own.Size, SizeLibrary.Combine(LikeIt(own.Event, learned).Select(one => one.Size))))];
    }

    /// <summary>The school breaks among events, which each queue learns by itself as part of its calendar.</summary>
    /// <param name="events">The events.</param>
    public static IReadOnlyList<SchoolBreak> SchoolBreaks(IReadOnlyList<KnownEvent> events) =>
        [.. events.Where(one => one.IsCalendar).Select(one => new SchoolBreak(one.Name, one.From, one.To, one.Queue))];

    /// <summary>What past events say of the next of each kind, and of each kind on each queue.</summary>
    /// <param name="events">Events with what was learned of them.</param>
    public static IReadOnlyList<KindSize> Kinds(IReadOnlyList<SizedEvent> events)
    {
        SizedEvent[] learned = [.. events.Where(one => one.Learned?.Outcome == EventSizeOutcome.Learned)];
        return
        [
            .. learned.GroupBy(one => (one.Event.Kind, Name: one.Event.KindName?.ToUpperInvariant()))
                .OrderBy(kind => kind.Key.Kind).ThenBy(kind => kind.Key.Name, StringComparer.Ordinal)
                .SelectMany(kind => kind.Select(one => one.Event.Queue).OfType<QueueId>().Distinct().OrderBy(queue => queue.Value, StringComparer.Ordinal)
                    .Select(queue => Kind(kind.First().Event, queue, kind.Where(one => one.Event.Queue == queue))).Prepend(Kind(kind.First().Event, null, kind))),
        ];
    }

    private static KindSize Kind(KnownEvent one, QueueId? queue, IEnumerable<SizedEvent> events) =>
        new(one.Kind, one.KindName, queue, SizeLibrary.Combine(events.Select(each => each.Learned!))!);

    private static SizedEvent Stated(KnownEvent one) =>
        new(one, one.IsCalendar ? SizeOrigin.Calendar : one.Factor is null ? SizeOrigin.Unknown : SizeOrigin.Stated, one.Factor - 1);

    // Past events of the same kind on the same queue; where there are none, of the same kind anywhere.
    private static IEnumerable<(KnownEvent Event, LearnedSize Size)> LikeIt(KnownEvent one, (KnownEvent Event, LearnedSize Size)[] learned)
    {
        (KnownEvent Event, LearnedSize Size)[] like = [.. learned.Where(other => other.Event != one && other.Size.Outcome == EventSizeOutcome.Learned && other.Event.IsLike(one))];
        return one.Queue is { } queue && like.Any(other => other.Event.Queue == queue) ? like.Where(other => other.Event.Queue == queue) : like;
    }

    private static SizedEvent Sized(KnownEvent one, LearnedSize own, SuggestedSize? suggested) =>
        one.Factor is not null ? Stated(one) with { Learned = own, Suggested = suggested }
        : own.Outcome == EventSizeOutcome.Learned ? new SizedEvent(one, SizeOrigin.Learned, own.SizeFraction, own, suggested)
        : own.Outcome == EventSizeOutcome.NotOver && suggested is not null ? new SizedEvent(one, SizeOrigin.Suggested, suggested.SizeFraction, own, suggested)
        : new SizedEvent(one, SizeOrigin.Unknown, null, own, suggested);
}

using System.Text.Json;
using Wfm.Domain;
using Wfm.Forecasting;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>A known event with the size a forecast reckons with, and whence it is.</summary>
/// <param name="Event">The event.</param>
/// <param name="Origin">Whence the size is.</param>
/// <param name="SizeFraction">Added calls at full strength as a share of ordinary ones; empty where nobody knows.</param>
/// <param name="Learned">What history tells of its own size; empty where it was not asked.</param>
/// <param name="Suggested">What past events of its kind say; empty where there are none or they were not asked.</param>
public sealed record SizedEvent(KnownEvent Event, SizeOrigin Origin, double? SizeFraction, LearnedSize? Learned = null, SuggestedSize? Suggested = null)
{
    private const string Setting = "events";

    /// <summary>The events that went into a forecast, with their sizes.</summary>
    /// <param name="forecast">The forecast.</param>
    public static IReadOnlyList<SizedEvent> Of(ForecastVersion forecast)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return JsonElement.Parse(forecast.SettingsJson).TryGetProperty(Setting, out JsonElement kept) ? RequestJson.Read<List<SizedEvent>>(kept.GetRawText()) : [];
    }

    /// <summary>As settings of a forecast keep them.</summary>
    internal static JsonElement Kept(IReadOnlyList<SizedEvent> events) => JsonElement.Parse(RequestJson.Write(events));

    /// <summary>As the engine takes it; nothing where no size is known.</summary>
    internal ForecastEvent? ToForecast() => SizeFraction is { } size ? ToForecast(size) : null;

    /// <summary>As the engine takes it, with a size.</summary>
    internal ForecastEvent ToForecast(double size) => new(Event.Name, Event.From, Event.To, Event.Shape, size, Event.Queue is { } queue ? [queue] : null);
}

/// <summary>Whence the size of an event is.</summary>
public enum SizeOrigin
{
    /// <summary>A planner or a file says it.</summary>
    Stated,

    /// <summary>Learned from the days of the event itself.</summary>
    Learned,

    /// <summary>From past events of its kind.</summary>
    Suggested,

    /// <summary>Nobody knows; it is left to cleaning to find.</summary>
    Unknown,

    /// <summary>A school break: each queue learns by itself what it does to its calls.</summary>
    Calendar,
}

/// <summary>What past events of a kind say of the next.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">The name, among other events and school breaks.</param>
/// <param name="Queue">Where only events of this queue count; empty where all of the kind do.</param>
/// <param name="Size">The size.</param>
public sealed record KindSize(EventKind Kind, string? Name, QueueId? Queue, SuggestedSize Size);

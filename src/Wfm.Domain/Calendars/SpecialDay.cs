using NodaTime;

namespace Wfm.Domain;

/// <summary>A day that is not like its weekday.</summary>
/// <param name="Date">The day.</param>
/// <param name="Name">Its name, the same every year, such as <c>Långfredagen</c>.</param>
/// <param name="Kind">What kind of day it is.</param>
/// <param name="Closes">When the house closes on that day, where it closes earlier than its opening hours say; empty means as they say, or as learned from such days before.</param>
public sealed record SpecialDay(LocalDate Date, string Name, SpecialDayKind Kind, LocalTime? Closes = null);

/// <summary>Kinds of special day, most special first.</summary>
public enum SpecialDayKind
{
    /// <summary>Public holiday (röd dag).</summary>
    PublicHoliday,

    /// <summary>Eve that is free like a holiday (helgdagsafton), by the employer's table.</summary>
    FreeEve,

    /// <summary>Shortened day before a red day, by the employer's table.</summary>
    ShortenedDay,

    /// <summary>A single working day between days off (klämdag).</summary>
    BridgeDay,
}

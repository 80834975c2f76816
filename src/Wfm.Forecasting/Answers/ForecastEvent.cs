using NodaTime;
using Wfm.Domain;

namespace Wfm.Forecasting;

/// <summary>Something that moves the number of calls for some days: a letter, a campaign, a new invoice, a storm.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="From">First day it is felt.</param>
/// <param name="To">Last day it is felt; on or after <paramref name="From"/>.</param>
/// <param name="Shape">How its strength runs over those days.</param>
/// <param name="SizeFraction">Added calls at full strength as a share of ordinary ones: 0.25 is a quarter more, −0.1 a tenth fewer; above −1.</param>
/// <param name="Queues">Queues it touches; empty means all.</param>
/// <remarks>Past events are divided out of the history before anything is learned; planned ones are multiplied onto the forecast.</remarks>
public sealed record ForecastEvent(
    string Name, LocalDate From, LocalDate To, EventShape Shape, double SizeFraction, IReadOnlyList<QueueId>? Queues = null)
{
    private static readonly double[] LetterResponse = [0.25, 0.7, 1.0, 0.85, 0.65, 0.48, 0.35, 0.25, 0.18, 0.12, 0.08];

    /// <summary>Whether the event touches a queue.</summary>
    /// <param name="queue">The queue asked about.</param>
    public bool Touches(QueueId queue) => Queues is null || Queues.Count == 0 || Queues.Contains(queue);

    /// <summary>The number by which ordinary calls are multiplied on a day; 1 outside the event, never below 0.01.</summary>
    /// <param name="day">The day asked about.</param>
    public double FactorOn(LocalDate day) =>
        Math.Max(0.01, 1 + (SizeFraction * StrengthOn(day)));

    /// <summary>The share of its full strength with which the event is felt on a day, 0 to 1; 0 outside it.</summary>
    /// <param name="day">The day asked about.</param>
    public double StrengthOn(LocalDate day)
    {
        if (day < From || day > To)
        {
            return 0;
        }

        int since = Period.DaysBetween(From, day);
        int span = Period.DaysBetween(From, To) + 1;
        return Shape switch
        {
            EventShape.Decay => Math.Pow(0.5, 4.0 * since / span),
            EventShape.Bell => Math.Pow(Math.Sin(Math.PI * (since + 0.5) / span), 2),
            EventShape.LetterDrop => since < LetterResponse.Length ? LetterResponse[since] : 0,
            _ => 1,
        };
    }
}

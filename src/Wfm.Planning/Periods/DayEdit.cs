using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Wfm.Domain;

namespace Wfm.Planning;

/// <summary>One person's day as it is to be, or as it was.</summary>
/// <param name="Agent">Who.</param>
/// <param name="Date">Which day.</param>
/// <param name="Shift">The shift; empty for a day off.</param>
public sealed record DayEdit(AgentId Agent, LocalDate Date, Shift? Shift);

/// <summary>Days as text in the history of edits.</summary>
internal static class DayEditJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static string Write(IEnumerable<DayEdit> days) => JsonSerializer.Serialize(days.Select(day => new Row(
        day.Agent.Value, LocalDatePattern.Iso.Format(day.Date),
        day.Shift?.Activities.Select(piece => new Piece(piece.Kind.ToString(), Text(piece.Span.Start), Text(piece.Span.End))).ToArray())), Options);

    public static IReadOnlyList<DayEdit> Read(string json) =>
    [
        .. from row in JsonSerializer.Deserialize<Row[]>(json, Options)!
           let agent = new AgentId(row.Agent)
           let date = LocalDatePattern.Iso.Parse(row.Date).Value
           select new DayEdit(agent, date, row.Pieces is null ? null : Shift(agent, date, row.Pieces)),
    ];

    private static Shift Shift(AgentId agent, LocalDate date, Piece[] pieces)
    {
        ShiftActivity[] activities = [.. pieces.Select(piece => new ShiftActivity(Enum.Parse<ActivityKind>(piece.Kind), new Interval(Moment(piece.Start), Moment(piece.End))))];
        return new Shift(agent, date, new Interval(activities[0].Span.Start, activities[^1].Span.End), activities);
    }

    private static string Text(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    private static Instant Moment(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    private sealed record Row(string Agent, string Date, Piece[]? Pieces);

    private sealed record Piece(string Kind, string Start, string End);
}

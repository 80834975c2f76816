using System.IO.Compression;
using System.Text.Json;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Planning;

/// <summary>A plan as runs keep it: dated shifts, compressed, readable without the problem they came from.</summary>
public static class KeptPlan
{
    /// <summary>Packs shifts.</summary>
    /// <param name="shifts">Every shift.</param>
    public static byte[] Pack(IReadOnlyList<Shift> shifts)
    {
        ArgumentNullException.ThrowIfNull(shifts);
        using MemoryStream packed = new();
        using (GZipStream zip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(zip, shifts.Select(shift => new KeptShift(
                shift.Agent.Value, shift.Date.ToDateOnly(), shift.Span.Start.ToUnixTimeSeconds(), shift.Span.End.ToUnixTimeSeconds(),
                [.. shift.Activities.Select(piece => new KeptPiece(piece.Kind.ToString(), piece.Span.Start.ToUnixTimeSeconds(), piece.Span.End.ToUnixTimeSeconds()))])));
        }

        return packed.ToArray();
    }

    /// <summary>Unpacks them.</summary>
    /// <param name="packed">As kept.</param>
    public static IReadOnlyList<Shift> Unpack(byte[] packed)
    {
        using GZipStream zip = new(new MemoryStream(packed), CompressionMode.Decompress);
        return
        [
            .. JsonSerializer.Deserialize<List<KeptShift>>(zip)!.Select(shift => new Shift(
                new AgentId(shift.Agent), LocalDate.FromDateOnly(shift.Date), Span(shift.Start, shift.End),
                [.. shift.Pieces.Select(piece => new ShiftActivity(Enum.Parse<ActivityKind>(piece.Kind), Span(piece.Start, piece.End)))])),
        ];
    }

    private static Interval Span(long start, long end) => new(Instant.FromUnixTimeSeconds(start), Instant.FromUnixTimeSeconds(end));

    private sealed record KeptShift(string Agent, DateOnly Date, long Start, long End, List<KeptPiece> Pieces);

    private sealed record KeptPiece(string Kind, long Start, long End);
}

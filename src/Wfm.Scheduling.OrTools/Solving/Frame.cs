using System.Buffers.Binary;

namespace Wfm.Scheduling.OrTools.Solving;

/// <summary>What a frame between us and a solver's process carries.</summary>
public enum FrameKind : byte
{
    /// <summary>To the solver: length of the parameters in four bytes, parameters, model.</summary>
    Solve = 1,

    /// <summary>From the solver: the answer.</summary>
    Answer = 2,

    /// <summary>From the solver: why it could not answer, as text.</summary>
    Failure = 3,

    /// <summary>From the solver: it is loaded; its version as text.</summary>
    Ready = 4,
}

/// <summary>One message between us and a solver's process: length of what follows, kind, number, payload; little-endian.</summary>
/// <param name="Kind">What it carries.</param>
/// <param name="Number">An answer repeats the number of its question.</param>
/// <param name="Payload">The content.</param>
public sealed record Frame(FrameKind Kind, uint Number, byte[] Payload)
{
    private const int HeadBytes = 9;
    private const int MostBytes = 1 << 30;

    /// <summary>A question: parameters and model together.</summary>
    public static Frame Question(uint number, byte[] parameters, byte[] model)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(model);
        byte[] payload = new byte[4 + parameters.Length + model.Length];
        BinaryPrimitives.WriteInt32LittleEndian(payload, parameters.Length);
        parameters.CopyTo(payload, 4);
        model.CopyTo(payload, 4 + parameters.Length);
        return new Frame(FrameKind.Solve, number, payload);
    }

    /// <summary>Parameters and model of a question.</summary>
    /// <exception cref="InvalidDataException">The payload is shorter than it says.</exception>
    public (byte[] Parameters, byte[] Model) Parts()
    {
        int length = Payload.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(Payload);
        return length >= 0 && length <= Payload.Length - 4
            ? (Payload[4..(4 + length)], Payload[(4 + length)..])
            : throw new InvalidDataException($"A question of {Payload.Length} bytes says that {length} of them are parameters.");
    }

    /// <summary>Writes the frame.</summary>
    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] head = new byte[HeadBytes];
        BinaryPrimitives.WriteInt32LittleEndian(head, 5 + Payload.Length);
        head[4] = (byte)Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(5), Number);
        await stream.WriteAsync(head, cancellationToken);
        await stream.WriteAsync(Payload, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    /// <summary>Reads the next frame; null when the stream has ended.</summary>
    /// <exception cref="InvalidDataException">The stream holds something else.</exception>
    /// <exception cref="EndOfStreamException">The stream ends inside a frame.</exception>
    public static async Task<Frame?> ReadFromAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] head = new byte[HeadBytes];
        int read = await stream.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancellationToken);
        if (read == 0)
        {
            return null;
        }

        if (read < HeadBytes)
        {
            throw new EndOfStreamException($"A solver's process sent {read} bytes of a frame and ended.");
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(head) - 5;
        if (length is < 0 or > MostBytes || !Enum.IsDefined((FrameKind)head[4]))
        {
            throw new InvalidDataException($"A solver's process sent a frame of kind {head[4]} and {length} bytes.");
        }

        byte[] payload = new byte[length];
        await stream.ReadExactlyAsync(payload, cancellationToken);
        return new Frame((FrameKind)head[4], BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(5)), payload);
    }
}

using System.Buffers.Binary;

namespace Wfm.Scheduling.OrTools.Wire;

/// <summary>Reads the fields of one protobuf message one after the other.</summary>
internal ref struct WireReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;
    private bool _isList;

    /// <summary>Number of the field just read.</summary>
    public int Field { get; private set; }

    /// <summary>Its value when it is a whole number.</summary>
    public long Integer { get; private set; }

    /// <summary>Its value when it is a double.</summary>
    public readonly double Double => BitConverter.Int64BitsToDouble(Integer);

    /// <summary>Its content when it is a text, a message or a packed list.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Moves to the next field; false at the end.</summary>
    /// <exception cref="InvalidDataException">The bytes are no protobuf message.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong tag = Varint();
        Field = (int)(tag >> 3);
        Bytes = default;
        _isList = (tag & 7) == 2;
        switch (tag & 7)
        {
            case 0:
                Integer = unchecked((long)Varint());
                break;
            case 1:
                Integer = BinaryPrimitives.ReadInt64LittleEndian(Take(8));
                break;
            case 2:
                Bytes = Take(checked((int)Varint()));
                break;
            case 5:
                Integer = BinaryPrimitives.ReadInt32LittleEndian(Take(4));
                break;
            default:
                throw new InvalidDataException($"Field {Field} of a solver's answer has wire type {tag & 7}; expected 0, 1, 2 or 5.");
        }

        return true;
    }

    /// <summary>Appends the field's whole numbers, packed or not.</summary>
    public readonly void AppendTo(List<long> values)
    {
        if (!_isList)
        {
            values.Add(Integer);
            return;
        }

        WireReader list = new(Bytes);
        while (!list._rest.IsEmpty)
        {
            values.Add(unchecked((long)list.Varint()));
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            throw new InvalidDataException($"A solver's answer ends after {_rest.Length} bytes of a field of {count}.");
        }

        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A solver's answer has a number of more than ten bytes.");
    }
}

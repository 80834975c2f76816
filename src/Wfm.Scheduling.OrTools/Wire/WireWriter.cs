using System.Buffers;
using System.Buffers.Binary;

namespace Wfm.Scheduling.OrTools.Wire;

/// <summary>Writes fields of the protobuf wire format: varints, doubles, packed lists and nested messages.</summary>
internal sealed class WireWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void Integer(int field, long value)
    {
        Varint((ulong)(field << 3));
        Varint(value);
    }

    public void Double(int field, double value)
    {
        Varint((ulong)((field << 3) | 1));
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.GetSpan(8), value);
        _bytes.Advance(8);
    }

    public void Packed(int field, IEnumerable<long> values)
    {
        WireWriter inner = new();
        foreach (long value in values)
        {
            inner.Varint(value);
        }

        Bytes(field, inner);
    }

    public void Message(int field, Action<WireWriter> write)
    {
        WireWriter inner = new();
        write(inner);
        Bytes(field, inner);
    }

    private void Bytes(int field, WireWriter inner)
    {
        Varint((ulong)((field << 3) | 2));
        Varint((ulong)inner._bytes.WrittenCount);
        _bytes.Write(inner._bytes.WrittenSpan);
    }

    private void Varint(long value) => Varint(unchecked((ulong)value));

    private void Varint(ulong value)
    {
        Span<byte> span = _bytes.GetSpan(10);
        int length = 0;
        while (value >= 0x80)
        {
            span[length++] = unchecked((byte)(value | 0x80));
            value >>= 7;
        }

        span[length++] = (byte)value;
        _bytes.Advance(length);
    }
}

using System.Text;
using System.Text.Json;

namespace Wfm.Scheduling.Json;

/// <summary>Says where a text stops being JSON.</summary>
internal static class JsonFault
{
    private const int Shown = 20;

    public static ProblemFinding Of(JsonException broken, string json)
    {
        int line = (int)(broken.LineNumber ?? 0);
        string text = json.Split('\n').ElementAtOrDefault(line) ?? "";
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int column = Encoding.UTF8.GetCharCount(bytes, 0, (int)Math.Clamp(broken.BytePositionInLine ?? 0, 0, bytes.Length));
        string rest = text[column..].Trim();
        string found = rest.Length == 0 ? "the end of the line or of the file" : $"\"{(rest.Length > Shown ? rest[..Shown] + "…" : rest)}\"";
        return new ProblemFinding($"line {line + 1}, column {column + 1}", found, "JSON");
    }
}

using System.Globalization;
using System.Xml;
using NodaTime;
using NodaTime.Text;

namespace Wfm.Exchange;

/// <summary>Reads the SOAP 1.1 messages existing feeders of agent states send, and writes the answers they expect.</summary>
/// <remarks>
/// Prefixes, order of elements, a byte order mark and white space do not matter. A document type is refused, so are more than 10 MB and elements nested deeper
/// than <see cref="DeepestElement"/>, while reading. Elements that are missing have their type's zero, as in the feeders' own contract.
/// </remarks>
public static class TeleoptiStates
{
    /// <summary>Most characters of a message.</summary>
    public const int MostCharacters = 10 * 1024 * 1024;

    /// <summary>Most states of a batch.</summary>
    public const int MostStates = 20_000;

    /// <summary>Deepest element accepted.</summary>
    public const int DeepestElement = 16;

    internal const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    internal const string Methods = "http://tempuri.org/";
    internal const string Items = "http://schemas.datacontract.org/2004/07/Teleopti.Ccc.Rta.WebService";
    private const string Single = "SaveExternalUserState";
    private const string Batch = "SaveBatchExternalUserState";
    private const string Poke = "GetUpdatedScheduleChange";

    /// <summary>Reads a message.</summary>
    /// <param name="message">The body of the request, unpacked.</param>
    /// <exception cref="UnreadableFeedException">It is no such message, or too big, too deep, or holds a value that is none.</exception>
    public static StateMessage Read(Stream message)
    {
        ArgumentNullException.ThrowIfNull(message);
        XmlReaderSettings settings = new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostCharacters,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        try
        {
            using XmlReader reader = XmlReader.Create(message, settings);
            return Method(reader);
        }
        catch (XmlException broken)
        {
            throw new UnreadableFeedException($"The message is no SOAP 1.1 envelope: {broken.Message}");
        }
    }

    /// <summary>The answer to a message.</summary>
    /// <param name="method">The method called.</param>
    /// <param name="result">1 when everything is stored, a negative number when it was refused.</param>
    public static string Answer(StateMethod method, int result)
    {
        string name = method switch { StateMethod.Many => Batch, StateMethod.One => Single, _ => Poke };
        string inner = method == StateMethod.Poke ? "" : string.Create(CultureInfo.InvariantCulture, $"<{name}Result>{result}</{name}Result>");
        return $"""<s:Envelope xmlns:s="{Soap}"><s:Body><{name}Response xmlns="{Methods}">{inner}</{name}Response></s:Body></s:Envelope>""";
    }

    private static StateMessage Method(XmlReader reader)
    {
        Enter(reader, "Envelope", Soap);
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader is { LocalName: "Body", NamespaceURI: Soap })
            {
                break;
            }

            // Headers are nothing to us.
            Bound(reader);
        }

        if (reader.NodeType != XmlNodeType.Element || reader.IsEmptyElement || !reader.Read() || reader.MoveToContent() != XmlNodeType.Element)
        {
            throw new UnreadableFeedException("The envelope has no body with a method; SaveBatchExternalUserState or SaveExternalUserState was expected.");
        }

        return (reader.NamespaceURI, reader.LocalName) switch
        {
            (Methods, Batch) => OfBatch(Fields(reader)),
            (Methods, Single) => OfSingle(Fields(reader)),
            (Methods, Poke) => new StateMessage(StateMethod.Poke, new StateBatch("", null, [])),
            _ => throw new UnreadableFeedException($"The method {reader.LocalName} of \"{reader.NamespaceURI}\" is not known; {Batch} or {Single} of \"{Methods}\" was expected."),
        };
    }

    private static StateMessage OfBatch(ParsedElement method) => new(
        StateMethod.Many,
        new StateBatch(method.Text("sourceId"), method.Text("authenticationKey"), [.. method.Items.Select((item, index) => State(item, $"state {index + 1}", isCamel: false))]));

    private static StateMessage OfSingle(ParsedElement method) =>
        new(StateMethod.One, new StateBatch(method.Text("sourceId"), method.Text("authenticationKey"), [State(method, "the state", isCamel: true)]));

    private static FedState State(ParsedElement item, string where, bool isCamel)
    {
        string Name(string name) => isCamel ? char.ToLowerInvariant(name[0]) + name[1..] : name;
        bool isSnapshot = Flag(item.Text(Name("IsSnapshot")), where, "IsSnapshot"), isLoggedOn = Flag(item.Text(Name("IsLoggedOn")), where, "IsLoggedOn");
        Instant? batch = isSnapshot ? Time(item.Text(Name("BatchId")), where, "BatchId") : null;
        string user = item.Text(Name("UserCode")), state = item.Text(Name("StateCode"));
        return new FedState(user, state.Length == 0 && !isLoggedOn ? FedState.LoggedOff : state, Time(item.Text(Name("Timestamp")), where, "Timestamp"), isLoggedOn, batch);
    }

    private static bool Flag(string text, string where, string name) => text switch
    {
        "true" or "1" => true,
        "false" or "0" or "" => false,
        _ => throw new UnreadableFeedException($"{where}: {name} is \"{Short(text)}\"; true or false was expected."),
    };

    /// <summary>Times are UTC with Z; one with an offset is understood, one without either counts as UTC.</summary>
    private static Instant Time(string text, string where, string name)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } known)
        {
            return known.Value.ToInstant();
        }

        return LocalDateTimePattern.ExtendedIso.Parse(text) is { Success: true } plain
            ? plain.Value.InUtc().ToInstant()
            : throw new UnreadableFeedException($"{where}: {name} is \"{Short(text)}\"; a time such as 2026-03-02T08:15:00Z was expected.");
    }

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static void Enter(XmlReader reader, string name, string space)
    {
        if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != name || reader.NamespaceURI != space || reader.IsEmptyElement)
        {
            throw new UnreadableFeedException($"The message begins with {reader.LocalName} of \"{reader.NamespaceURI}\"; {name} of \"{space}\" was expected.");
        }
    }

    /// <summary>The texts of a method's elements, and the states of its batch.</summary>
    private static ParsedElement Fields(XmlReader reader)
    {
        ParsedElement method = new();
        if (reader.IsEmptyElement)
        {
            return method;
        }

        int depth = reader.Depth;
        ParsedElement current = method;
        int itemDepth = 0;
        string? name = null;
        while (reader.Read() && reader.Depth > depth)
        {
            Bound(reader);
            if (reader.NodeType == XmlNodeType.Element && reader is { LocalName: "ExternalUserState", NamespaceURI: Items })
            {
                (current, itemDepth, name) = (method.Add(), reader.Depth, null);
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                current = itemDepth > 0 && reader.Depth > itemDepth ? current : method;
                name = reader.LocalName;
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace && name is not null)
            {
                current.Set(name, reader.Value);
            }
        }

        return method;
    }

    private static void Bound(XmlReader reader)
    {
        if (reader.Depth > DeepestElement)
        {
            throw new UnreadableFeedException($"Elements are nested deeper than {DeepestElement}.");
        }
    }

    /// <summary>An element's children by name, as text, and the states inside it.</summary>
    private sealed class ParsedElement
    {
        private readonly Dictionary<string, string> _texts = [];
        private readonly List<ParsedElement> _items = [];

        public IReadOnlyList<ParsedElement> Items => _items;

        public string Text(string name) => _texts.GetValueOrDefault(name, "");

        public void Set(string name, string text) => _texts[name] = Text(name) + text;

        public ParsedElement Add()
        {
            if (_items.Count == MostStates)
            {
                throw new UnreadableFeedException($"The batch has more than {MostStates} states.");
            }

            _items.Add(new ParsedElement());
            return _items[^1];
        }
    }
}

/// <summary>What a feeder calls.</summary>
public enum StateMethod
{
    /// <summary>Many states.</summary>
    Many,

    /// <summary>One state, or the end of a snapshot.</summary>
    One,

    /// <summary>A poke between the feeders' own servers; nothing is done.</summary>
    Poke,
}

/// <summary>A message as it was understood.</summary>
/// <param name="Method">What was called.</param>
/// <param name="Batch">The states.</param>
public sealed record StateMessage(StateMethod Method, StateBatch Batch);

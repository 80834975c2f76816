using System.Globalization;
using System.Text;
using System.Xml;
using NodaTime;

namespace Wfm.Exchange;

/// <summary>Who sends a PAXml file.</summary>
/// <param name="Company">The employer's name; empty leaves it out.</param>
/// <param name="OrganisationNumber">The employer's organisation number, ten digits; empty leaves it out.</param>
/// <param name="MadeAt">When, on the wall clock of the centre.</param>
public sealed record PaxmlSender(string? Company, string? OrganisationNumber, LocalDateTime MadeAt);

/// <summary>Payroll events as PAXml 2.2, the Swedish exchange format for payroll: time transactions (tidtransaktioner).</summary>
/// <remarks>
/// Made by public descriptions of the format and files of other programs; the schema itself was not at hand, so the first file goes to a test import.
/// Whole days go out as a range with an extent of 100 per cent, of which payroll counts the hours by its own schedule; hours stand on single days, with two decimals
/// that add up over each person's events of a kind. Numbers of employment go out as they are: they are keys, and no spreadsheet opens this file.
/// </remarks>
public static class PaxmlFile
{
    /// <summary>What a web server calls such a file.</summary>
    public const string ContentType = "application/xml";

    private const string Version = "2.2";
    private const string Schema = "http://www.paxml.se/2.2/paxml.xsd";
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Where to, in UTF-8. Left open.</param>
    /// <param name="sender">Who sends it.</param>
    /// <param name="events">What payroll is told, in the order wanted.</param>
    /// <param name="codes">Its codes; events of kinds without one are left out.</param>
    /// <param name="employmentNumber">Payroll's number of a person.</param>
    /// <returns>How many events were written.</returns>
    public static int Write(Stream stream, PaxmlSender sender, IEnumerable<PayrollEvent> events, PayrollCodes codes, Func<AgentId, string> employmentNumber)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(employmentNumber);
        using XmlWriter xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CloseOutput = false });
        xml.WriteStartDocument();
        xml.WriteStartElement("paxml");
        xml.WriteAttributeString("xmlns", "xsi", null, SchemaInstance);
        xml.WriteAttributeString("xsi", "noNamespaceSchemaLocation", SchemaInstance, Schema);
        WriteHeader(xml, sender);
        xml.WriteStartElement("tidtransaktioner");
        int written = 0;
        Dictionary<(AgentId, PayrollKind), (Duration Time, decimal Hours)> told = [];
        foreach (PayrollEvent one in events)
        {
            if (codes.Of(one.Kind) is { } code)
            {
                written += WriteEvent(xml, one, code, employmentNumber(one.Agent), written + 1, told) ? 1 : 0;
            }
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndDocument();
        return written;
    }

    private static void WriteHeader(XmlWriter xml, PaxmlSender sender)
    {
        xml.WriteStartElement("header");
        xml.WriteElementString("version", Version);
        xml.WriteElementString("format", "LÖNIN");
        xml.WriteElementString("datum", sender.MadeAt.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        WriteOptional(xml, "foretagorgnr", sender.OrganisationNumber);
        WriteOptional(xml, "foretagnamn", sender.Company);
        xml.WriteElementString("programnamn", "Wfm");
        xml.WriteEndElement();
    }

    private static bool WriteEvent(XmlWriter xml, PayrollEvent one, string code, string number, int id, Dictionary<(AgentId, PayrollKind), (Duration Time, decimal Hours)> told)
    {
        decimal hours = 0;
        if (one.Time is { } time)
        {
            // Twenty minutes three times are an hour, not 0.99 of one.
            (Duration before, decimal written) = told.GetValueOrDefault((one.Agent, one.Kind));
            hours = Math.Round((decimal)(before + time).TotalHours, 2, MidpointRounding.AwayFromZero) - written;
            told[(one.Agent, one.Kind)] = (before + time, written + hours);
            if (hours <= 0)
            {
                return false;
            }
        }

        xml.WriteStartElement("tidtrans");
        xml.WriteAttributeString("anstid", Plain(number));
        xml.WriteAttributeString("postid", id.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("tidkod", code);
        if (one.Time is not null || one.From == one.To)
        {
            xml.WriteElementString("datum", Day(one.From));
        }
        else
        {
            xml.WriteElementString("datumfrom", Day(one.From));
            xml.WriteElementString("datumtom", Day(one.To));
        }

        xml.WriteElementString(one.Time is null ? "omfattning" : "timmar", one.Time is null ? "100" : hours.ToString("0.00", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        return true;
    }

    private static void WriteOptional(XmlWriter xml, string name, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            xml.WriteElementString(name, Plain(text));
        }
    }

    // What XML cannot hold at all is no part of a name or number.
    private static string Plain(string text) => string.Concat(text.EnumerateRunes()
        .Where(rune => rune != Rune.ReplacementChar && !Rune.IsControl(rune) && (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))));

    private static string Day(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}

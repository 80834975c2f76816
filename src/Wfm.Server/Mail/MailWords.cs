using System.Globalization;
using System.Text.Json;
using Wfm.Planning;

namespace Wfm.Server.Mail;

/// <summary>What a mail says, for every kind of message, in Swedish and English. No reasons and no categories: mail leaves the house.</summary>
public static class MailWords
{
    private const string SwedishEnd = "Logga in i Wfm för att läsa mer.";
    private const string EnglishEnd = "Log in to Wfm to read more.";

    private static readonly Dictionary<string, (string Swedish, string English)> Words = new()
    {
        ["request-sent"] = ("En förfrågan väntar på ditt svar", "A request waits for your answer"),
        ["request-approved"] = ("Din förfrågan är godkänd", "Your request is approved"),
        ["request-denied"] = ("Din förfrågan är avslagen", "Your request is denied"),
        ["request-waiting"] = ("Din förfrågan står på väntelistan", "Your request is on the waiting list"),
        ["request-withdrawn"] = ("En förfrågan är återtagen", "A request is withdrawn"),
        ["request-expired"] = ("En förfrågan fick inget svar i tid", "A request got no answer in time"),
        ["request-offered"] = ("En plats har blivit ledig för en förfrågan på väntelistan", "A slot has freed for a request on the waiting list"),
        ["request-reopened"] = ("Ett automatiskt svar på din förfrågan är återtaget", "An automatic answer to your request is undone"),
        ["request-advised"] = ("Trafikledningen har gett råd om en förfrågan", "Trafikledning has advised on a request"),
        ["loan-asked"] = ("Utlåning till din grupp är föreslagen", "A loan to your group is proposed"),
        ["loan-approved"] = ("Din grupp får låna personal", "Your group is lent people"),
        ["loan-denied"] = ("Din grupp får inte låna personal", "Your group is not lent people"),
        ["loan-waiting"] = ("En utlåning till din grupp står på väntelistan", "A loan to your group is on the waiting list"),
        ["loan-withdrawn"] = ("En utlåning till din grupp är återtagen", "A loan to your group is withdrawn"),
        ["swap-asked"] = ("En kollega vill byta pass med dig", "A colleague wants to swap shifts with you"),
        [DeliverReport.Message] = ("En rapport är klar", "A report is ready"),
        ["second-factor-removed"] = ("Din andra faktor är borttagen; säg till om du inte vet varför", "Your second factor was taken away; speak up if you do not know why"),
        ["recovery-code-used"] = ("En av dina återställningskoder har använts; säg till om det inte var du", "One of your recovery codes was used; speak up if it was not you"),
        ["day-falls-short"] = ("Servicenivån väntas hamna under sin gräns i dag", "The service level is expected to fall below its limit today"),
        ["day-has-room"] = ("Det finns tid över i dag", "There is room to spare today"),
        ["day-proposal"] = ("Ett förslag för dagen väntar på svar", "A proposal for today waits for an answer"),
        ["presence-reported"] = ("Någon i din grupp är borta", "Somebody of your group is away"),
        ["presence-back"] = ("Någon i din grupp är tillbaka", "Somebody of your group is back"),
        ["swap-accepted"] = ("Din kollega har sagt ja till bytet", "Your colleague has said yes to the swap"),
    };

    /// <summary>The kinds that have words of their own; others get general ones.</summary>
    public static IReadOnlyCollection<string> Kinds => Words.Keys;

    /// <summary>The subject and the text of a mail.</summary>
    /// <param name="kind">What happened.</param>
    /// <param name="bodyJson">The facts; only times are used.</param>
    /// <param name="language"><c>en</c> for English, else Swedish.</param>
    public static (string Subject, string Text) Of(string kind, string bodyJson, string language)
    {
        bool isEnglish = language == "en";
        (string swedish, string english) = Words.GetValueOrDefault(kind, ("Något som rör dig har ändrats", "Something that concerns you has changed"));
        string subject = isEnglish ? english : swedish;
        string when = When(bodyJson, CultureInfo.GetCultureInfo(isEnglish ? "en-GB" : "sv-SE"));
        return ($"Wfm: {subject}", $"{subject}{when}.\n\n{(isEnglish ? EnglishEnd : SwedishEnd)}\n");
    }

    private static string When(string bodyJson, CultureInfo culture)
    {
        using JsonDocument facts = JsonDocument.Parse(bodyJson);
        return facts.RootElement.ValueKind == JsonValueKind.Object
            && facts.RootElement.TryGetProperty("start", out JsonElement start) && facts.RootElement.TryGetProperty("end", out JsonElement end)
            && start.TryGetDateTime(out DateTime from) && end.TryGetDateTime(out DateTime to)
                ? $": {from.ToString("dddd d MMMM HH:mm", culture)}–{to.ToString(from.Date == to.Date ? "HH:mm" : "dddd d MMMM HH:mm", culture)}"
                : "";
    }
}

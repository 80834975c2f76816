using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Wfm.Exchange;

/// <summary>The words of a page about a person: names of sections and purposes as people say them, times without letters between.</summary>
internal static class PersonalDataWords
{
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");
    private static readonly LocalDateTimePattern Seconds = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    private static readonly Dictionary<string, (string Swedish, string English)> Sections = new()
    {
        ["employment"] = ("Anställning", "Employment"),
        ["absences"] = ("Frånvaro", "Absences"),
        ["accounts"] = ("Inloggning", "Log-in"),
        ["account_roles_of_the_account"] = ("Roller", "Roles"),
        ["adherence_days"] = ("Följsamhet per dag", "Adherence by day"),
        ["agent_history"] = ("Grupp och avtal över tid", "Group and contract over time"),
        ["agent_states"] = ("Lägen i telefonin", "States in the telephone system"),
        ["audit_entries"] = ("Vad personen har gjort", "What they did"),
        ["balance_entries"] = ("Saldon", "Balances"),
        ["calendar_tokens"] = ("Kalenderlänk", "Calendar link"),
        ["events"] = ("Händelser på skärm", "Events on screens"),
        ["loans"] = ("Utlåning", "Loans"),
        ["meetings"] = ("Möten och utbildningar", "Meetings and trainings"),
        ["notifications"] = ("Meddelanden", "Messages"),
        ["notifications_of_the_account"] = ("Meddelanden till kontot", "Messages to the account"),
        ["period_wishes"] = ("Önskemål inför perioder", "Wishes for periods"),
        ["personal_reads"] = ("Vem som har läst uppgifter om personen", "Who read about the person"),
        ["presence"] = ("Sjukanmälan och sen ankomst", "Reported away or late"),
        ["previous_shifts"] = ("Tidigare pass", "Earlier shifts"),
        ["produced_reports_of_the_account"] = ("Rapporter till kontot", "Reports to the account"),
        ["request_people"] = ("Berörd av förfrågningar", "Concerned by requests"),
        ["requests"] = ("Förfrågningar", "Requests"),
        ["saved_report_receivers_of_the_account"] = ("Får sparade rapporter", "Receives saved reports"),
        ["schedule_locks"] = ("Låsta dagar", "Locked days"),
        ["sessions_of_the_account"] = ("Inloggade sessioner", "Sessions"),
        ["shifts"] = ("Pass", "Shifts"),
        ["skills"] = ("Kompetenser", "Skills"),
        ["wishes"] = ("Önskemål", "Wishes"),
    };

    private static readonly Dictionary<string, string> Purposes = new()
    {
        ["planning of work"] = "planering av arbetet",
        ["planning of work, pay"] = "planering av arbetet, lön",
        ["log-in"] = "inloggning",
        ["accountability"] = "spårbarhet",
        ["follow-up"] = "uppföljning",
    };

    /// <summary>What a section is called.</summary>
    public static string Section(string name, TextLanguage language) => Sections.TryGetValue(name, out (string Swedish, string English) known)
        ? language == TextLanguage.Swedish ? known.Swedish : known.English
        : name.Replace('_', ' ');

    /// <summary>What it is kept for.</summary>
    public static string Purpose(string purpose, TextLanguage language) => language == TextLanguage.Swedish ? Purposes.GetValueOrDefault(purpose, purpose) : purpose;

    /// <summary>How long it is kept.</summary>
    public static string KeptFor(string kept, TextLanguage language) =>
        language == TextLanguage.Swedish ? kept.Replace(" days", " dagar", StringComparison.Ordinal).Replace(" months", " månader", StringComparison.Ordinal) : kept;

    /// <summary>A value as people read it.</summary>
    public static string? Value(object? value, TextLanguage language) => value switch
    {
        bool flag when language == TextLanguage.Swedish => flag ? "ja" : "nej",
        bool flag => flag ? "yes" : "no",
        Instant at => Time(at.InUtc().LocalDateTime) + " UTC",
        LocalDateTime time => Time(time),
        double number => number.ToString("0.##", CultureInfo.InvariantCulture),
        _ => PersonalDataFile.Text(value),
    };

    private static string Time(LocalDateTime time) => (time.Second == 0 ? Minutes : Seconds).Format(time);
}

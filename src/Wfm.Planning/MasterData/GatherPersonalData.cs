using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;
using Wfm.Domain;
using Wfm.Exchange;
using Wfm.Storage;

namespace Wfm.Planning;

/// <summary>Everything stored about one person: whatever table names them, also one that is added later.</summary>
/// <param name="db">The database.</param>
/// <param name="clock">What time it is.</param>
/// <param name="keptDays">Days data is kept, by class, as the installation says.</param>
public sealed class GatherPersonalData(WfmDb db, IClock clock, IReadOnlyDictionary<string, int> keptDays)
{
    private const string Planning = "planning of work";
    private const string Withheld = "kept as a secret";

    private static readonly MethodInfo OfAgentMethod = typeof(GatherPersonalData).GetMethod(nameof(OfAgentAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;
    private static readonly MethodInfo OfAccountsMethod = typeof(GatherPersonalData).GetMethod(nameof(OfAccountsAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;
    private static readonly HashSet<string> Secret = ["PasswordHash", "CsrfToken", "ProtectedSecret"];

    /// <summary>Gathers it.</summary>
    /// <param name="unit">Where.</param>
    /// <param name="agent">Whose.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Nothing when there is no such person.</returns>
    public async Task<PersonalData?> RunAsync(BusinessUnitId unit, AgentId agent, CancellationToken cancellationToken)
    {
        if (await db.Agents.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Code == agent, cancellationToken) is not { } person)
        {
            return null;
        }

        ContractId contract = person.ContractCode;
        StoredContract? terms = await db.Contracts.AsNoTracking().SingleOrDefaultAsync(row => row.BusinessUnitId == unit && row.Code == contract, cancellationToken);
        List<PersonalDataSection> sections = [PersonalDataSections.Employment(person.ToDomain(), terms?.ToDomain(), null)];
        List<StoredAccount> accounts = await db.Accounts.AsNoTracking().Where(row => row.BusinessUnitId == unit && row.AgentCode == agent).ToListAsync(cancellationToken);
        List<AccountId> ids = accounts.ConvertAll(account => account.Id);
        foreach (IEntityType type in db.Model.GetEntityTypes().Where(type => type.ClrType != typeof(StoredAgent)).OrderBy(type => type.GetTableName(), StringComparer.Ordinal))
        {
            if (type.FindProperty("AgentCode") is not null)
            {
                sections.Add(await (Task<PersonalDataSection>)OfAgentMethod.MakeGenericMethod(type.ClrType).Invoke(this, [type, unit, agent, cancellationToken])!);
            }

            if (type.FindProperty("AccountId") is not null)
            {
                sections.Add(await (Task<PersonalDataSection>)OfAccountsMethod.MakeGenericMethod(type.ClrType).Invoke(this, [type, ids, cancellationToken])!);
            }
        }

        string[] logins = [.. accounts.Select(account => account.Login)];
        List<AuditEntry> deeds = await db.AuditEntries.AsNoTracking().Where(entry => entry.BusinessUnitId == unit && logins.Contains(entry.Who)).OrderBy(entry => entry.Id).ToListAsync(cancellationToken);
        sections.Add(await RequestsAsync(unit, agent, logins, cancellationToken));
        sections.Add(new PersonalDataSection("what_they_did", "accountability", KeptFor("audit_entries"),
            [.. deeds.Select(entry => (IReadOnlyList<PersonalDataField>)[new("at", entry.At), new("action", entry.Action), new("subject", entry.Subject), new("why", entry.Why)])]));
        return new PersonalData(agent, person.Name, clock.GetCurrentInstant(), sections);
    }

    private async Task<PersonalDataSection> OfAgentAsync<TRow>(IEntityType type, BusinessUnitId unit, AgentId agent, CancellationToken cancellationToken)
        where TRow : class
    {
        IQueryable<TRow> rows = db.Set<TRow>().AsNoTracking().IgnoreAutoIncludes();
        rows = type.FindProperty("AgentCode")!.IsNullable
            ? rows.Where(row => EF.Property<AgentId?>(row, "AgentCode") == agent)
            : rows.Where(row => EF.Property<AgentId>(row, "AgentCode") == agent);
        if (type.FindProperty("BusinessUnitId") is { } own)
        {
            rows = own.IsNullable ? rows.Where(row => EF.Property<BusinessUnitId?>(row, "BusinessUnitId") == unit) : rows.Where(row => EF.Property<BusinessUnitId>(row, "BusinessUnitId") == unit);
            return Section(type, await rows.ToListAsync(cancellationToken));
        }

        // What belongs to something of a unit, such as a shift to a schedule: agents of other units may have the same code.
        List<TRow> mine = [];
        IForeignKey? parent = type.GetForeignKeys().FirstOrDefault(key => key.Properties.Count == 1 && key.PrincipalEntityType.FindProperty("BusinessUnitId") is not null);
        foreach (TRow row in await rows.ToListAsync(cancellationToken))
        {
            object? principal = parent is null ? null : await db.FindAsync(parent.PrincipalEntityType.ClrType, [parent.Properties[0].PropertyInfo!.GetValue(row)], cancellationToken);
            if (principal is not null && Equals(parent!.PrincipalEntityType.FindProperty("BusinessUnitId")!.PropertyInfo!.GetValue(principal), unit))
            {
                mine.Add(row);
            }
        }

        return Section(type, mine);
    }

    private async Task<PersonalDataSection> OfAccountsAsync<TRow>(IEntityType type, List<AccountId> accounts, CancellationToken cancellationToken)
        where TRow : class
    {
        IQueryable<TRow> rows = db.Set<TRow>().AsNoTracking();
        AccountId?[] some = [.. accounts.Select(account => (AccountId?)account)];
        rows = type.FindProperty("AccountId")!.IsNullable
            ? rows.Where(row => some.Contains(EF.Property<AccountId?>(row, "AccountId")))
            : rows.Where(row => accounts.Contains(EF.Property<AccountId>(row, "AccountId")));
        PersonalDataSection section = Section(type, await rows.ToListAsync(cancellationToken));
        return section with { Name = $"{section.Name}_of_the_account", Purpose = "log-in" };
    }

    private PersonalDataSection Section<TRow>(IEntityType type, List<TRow> rows)
        where TRow : class =>
        new(type.GetTableName()!, Planning, KeptFor(type.GetTableName()!), [.. rows.Select(row => (IReadOnlyList<PersonalDataField>)[.. type.GetProperties().Where(property => property.PropertyInfo is not null)
            .Select(property => new PersonalDataField(property.GetColumnName(), Value(property, property.PropertyInfo!.GetValue(row))))])]);

    // Of what concerns several people, each sees that it was asked and answered; note and reason are the others' too.
    private async Task<PersonalDataSection> RequestsAsync(BusinessUnitId unit, AgentId agent, string[] logins, CancellationToken cancellationToken)
    {
        List<StoredRequest> requests = await db.Requests.AsNoTracking()
            .Where(row => row.BusinessUnitId == unit && row.People.Any(person => person.AgentCode == agent)
                && (row.Status != RequestStatus.Draft || logins.Contains(row.AskedBy))).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return new PersonalDataSection("requests", Planning, KeptFor("requests"), [.. requests.Select(request =>
        {
            bool isAlone = request.Content.People.Count == 1;
            return (IReadOnlyList<PersonalDataField>)
            [
                new("id", request.Id), new("kind", request.Kind.ToString()), new("status", request.Status.ToString()), new("start", request.Start), new("end", request.End),
                new("date", request.Date), new("other_date", request.OtherDate), new("activity", request.Activity?.ToString()),
                new("category", isAlone ? request.Category?.ToString() : null), new("note", isAlone ? request.Note : null),
                new("asked_by", request.AskedBy), new("sent_at", request.SentAt), new("decide_by", request.DecideBy), new("accepted_at", request.AcceptedAt),
                new("decided_by", request.DecidedBy), new("decided_at", request.DecidedAt), new("decision_reason", isAlone ? request.DecisionReason : null), new("is_automatic", request.IsAutomatic), new("settlement", request.Settlement?.ToString()),
            ];
        })]);
    }

    private string? KeptFor(string table) => Retention.ClassOf(table) is { } kind ? FormattableString.Invariant($"{kind.KeptDays(keptDays)} days") : null;

    private static object? Value(IProperty property, object? value) => value switch
    {
        null => null,
        _ when Secret.Contains(property.Name) => Withheld,
        byte[] => Withheld,
        string or bool or int or long or Instant or LocalDate or LocalDateTime or LocalTime or Duration => value,
        double number => double.IsFinite(number) ? number : null,
        Enum word => word.ToString(),
        _ => property.GetTypeMapping().Converter?.ConvertToProvider(value)?.ToString() ?? value.ToString(),
    };
}

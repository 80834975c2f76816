using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>Tables of requests and their answers.</summary>
internal static class RequestModel
{
    /// <summary>Describes the tables.</summary>
    /// <param name="model">The model being built.</param>
    public static void Build(ModelBuilder model)
    {
        model.Entity<StoredRequest>(request =>
        {
            request.ToTable("requests");
            request.Ignore(row => row.Content);
            request.Ignore(row => row.IsOpen);
            request.Property(row => row.Kind).HasConversion<string>();
            request.Property(row => row.Status).HasConversion<string>();
            request.Property(row => row.Settlement).HasConversion<string>();
            request.HasIndex(row => new { row.BusinessUnitId, row.DecideBy });
            request.HasIndex(row => new { row.Status, row.DecideBy });
            WfmModel.BelongsToUnit(request, row => row.BusinessUnitId);
            request.HasMany(row => row.People).WithOne().HasForeignKey(row => row.RequestId).OnDelete(DeleteBehavior.Cascade);
            request.Navigation(row => row.People).UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        });
        model.Entity<StoredRequestPerson>(person =>
        {
            person.ToTable("request_people");
            person.HasKey(row => new { row.RequestId, row.Place });
            person.HasIndex(row => row.AgentCode);
        });
        model.Entity<StoredLoan>(loan =>
        {
            loan.ToTable("loans");
            loan.HasIndex(row => new { row.BusinessUnitId, row.Start });
            loan.HasIndex(row => row.RequestId);
            WfmModel.BelongsToUnit(loan, row => row.BusinessUnitId);
        });
        model.Entity<StoredRequestRule>(rule =>
        {
            rule.ToTable("request_rules");
            rule.HasKey(row => new { row.BusinessUnitId, row.GroupCode });
            WfmModel.BelongsToUnit(rule, row => row.BusinessUnitId);
        });
        model.Entity<StoredRequestLimit>(limit =>
        {
            limit.ToTable("request_limits");
            limit.HasKey(row => row.BusinessUnitId);
            limit.Property(row => row.BusinessUnitId).ValueGeneratedNever();
            WfmModel.BelongsToUnit(limit, row => row.BusinessUnitId);
        });
        model.Entity<StoredBalanceEntry>(entry =>
        {
            entry.ToTable("balance_entries");
            entry.Property(row => row.Kind).HasConversion<string>();
            entry.HasIndex(row => new { row.BusinessUnitId, row.AgentCode });
            entry.HasIndex(row => row.RequestId);
            WfmModel.BelongsToUnit(entry, row => row.BusinessUnitId);
        });
        model.Entity<StoredWebhook>(webhook =>
        {
            webhook.ToTable("webhooks");
            WfmModel.BelongsToUnit(webhook, row => row.BusinessUnitId);
        });
    }
}

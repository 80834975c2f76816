using Microsoft.EntityFrameworkCore;

namespace Wfm.Storage;

/// <summary>Tables of who may log in, what they were answered and what they are told.</summary>
internal static class AccessModel
{
    /// <summary>Describes the tables.</summary>
    /// <param name="model">The model being built.</param>
    public static void Build(ModelBuilder model)
    {
        BuildAccounts(model);
        BuildKeys(model);
        BuildTold(model);
    }

    private static void BuildAccounts(ModelBuilder model)
    {
        model.Entity<StoredAccount>(account =>
        {
            account.ToTable("accounts");
            account.HasKey(row => row.Id);
            account.Property(row => row.Id).ValueGeneratedOnAdd().UseAutoincrement();
            account.HasIndex(row => row.Login).IsUnique();
            account.HasIndex(row => row.ExternalSubject).IsUnique();
            account.HasIndex(row => new { row.BusinessUnitId, row.AgentCode });
            account.HasOne<StoredBusinessUnit>().WithMany().HasForeignKey(row => row.BusinessUnitId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<StoredRole>(role =>
        {
            role.ToTable("account_roles");
            role.HasOne<StoredAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
            WfmModel.BelongsToUnit(role, row => row.BusinessUnitId);
        });
        model.Entity<StoredSession>(session =>
        {
            session.ToTable("sessions");
            session.HasKey(row => row.TokenHash);
            session.HasOne<StoredAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
    }

    private static void BuildKeys(ModelBuilder model)
    {
        model.Entity<StoredApiKey>(key =>
        {
            key.ToTable("api_keys");
            key.HasIndex(row => row.KeyHash).IsUnique();
            WfmModel.BelongsToUnit(key, row => row.BusinessUnitId);
        });
        model.Entity<StoredCalendarToken>(token =>
        {
            token.ToTable("calendar_tokens");
            token.HasIndex(row => row.TokenHash).IsUnique();
            token.HasIndex(row => new { row.BusinessUnitId, row.AgentCode });
            WfmModel.BelongsToUnit(token, row => row.BusinessUnitId);
        });
        model.Entity<StoredAnswer>(answer =>
        {
            answer.ToTable("answers");
            answer.HasKey(row => new { row.Caller, row.Key });
            answer.HasIndex(row => row.At);
        });
    }

    private static void BuildTold(ModelBuilder model)
    {
        model.Entity<StoredNotification>(notification =>
        {
            notification.ToTable("notifications");
            notification.HasIndex(row => new { row.BusinessUnitId, row.AgentCode });
            notification.HasIndex(row => row.AccountId);
            WfmModel.BelongsToUnit(notification, row => row.BusinessUnitId);
        });
        model.Entity<StoredEvent>(told =>
        {
            told.ToTable("events");
            told.HasIndex(row => new { row.BusinessUnitId, row.Id });
            WfmModel.BelongsToUnit(told, row => row.BusinessUnitId);
        });
    }
}

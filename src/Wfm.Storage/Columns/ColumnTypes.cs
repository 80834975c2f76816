using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>How each kind of value is stored: the one list of conversions, the same for every table.</summary>
internal static class ColumnTypes
{
    /// <summary>Adds the conversions to the model.</summary>
    /// <param name="configuration">The model's conventions.</param>
    /// <param name="provider">Where it is stored.</param>
    public static void AddTo(ModelConfigurationBuilder configuration, DatabaseProvider provider)
    {
        if (provider == DatabaseProvider.Sqlite)
        {
            configuration.Properties<Instant>().HaveConversion<MicrosecondsConverter>();
            configuration.Properties<LocalDateTime>().HaveConversion<LocalDateTimeConverter>();
        }
        else
        {
            configuration.Properties<Instant>().HaveConversion<UtcConverter>();
            configuration.Properties<LocalDateTime>().HaveConversion<LocalDateTimeConverter>().HaveColumnType("timestamp without time zone");
        }

        configuration.Properties<LocalDate>().HaveConversion<LocalDateConverter>();
        configuration.Properties<LocalTime>().HaveConversion<LocalTimeConverter>();
        configuration.Properties<Duration>().HaveConversion<SecondsConverter>();
        AddCodes(configuration);
        AddNumbers(configuration);
        AddWords(configuration);
    }

    private static void AddCodes(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<QueueId>().HaveConversion<QueueIdConverter>();
        configuration.Properties<AgentId>().HaveConversion<AgentIdConverter>();
        configuration.Properties<GroupId>().HaveConversion<GroupIdConverter>();
        configuration.Properties<ContractId>().HaveConversion<ContractIdConverter>();
        configuration.Properties<TemplateId>().HaveConversion<TemplateIdConverter>();
    }

    private static void AddNumbers(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<BusinessUnitId>().HaveConversion<BusinessUnitIdConverter>();
        configuration.Properties<ImportedFileId>().HaveConversion<ImportedFileIdConverter>();
        configuration.Properties<CallStreamId>().HaveConversion<CallStreamIdConverter>();
        configuration.Properties<ForecastId>().HaveConversion<ForecastIdConverter>();
        configuration.Properties<RequirementId>().HaveConversion<RequirementIdConverter>();
        configuration.Properties<ScheduleId>().HaveConversion<ScheduleIdConverter>();
        configuration.Properties<AccountId>().HaveConversion<AccountIdConverter>();
        configuration.Properties<PeriodId>().HaveConversion<PeriodIdConverter>();
        configuration.Properties<FeedSourceId>().HaveConversion<FeedSourceIdConverter>();
    }

    private static void AddWords(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<Channel>().HaveConversion<string>();
        configuration.Properties<ServiceLevelDefinition>().HaveConversion<string>();
        configuration.Properties<StaffingModel>().HaveConversion<string>();
        configuration.Properties<SpecialDayKind>().HaveConversion<string>();
        configuration.Properties<EventKind>().HaveConversion<string>();
        configuration.Properties<EventShape>().HaveConversion<string>();
        configuration.Properties<AbsenceCategory>().HaveConversion<string>();
        configuration.Properties<ActivityKind>().HaveConversion<string>();
        configuration.Properties<WishKind>().HaveConversion<string>();
        configuration.Properties<Role>().HaveConversion<string>();
        configuration.Properties<PeriodState>().HaveConversion<string>();
        configuration.Properties<ScheduleState>().HaveConversion<string>();
        configuration.Properties<IsoDayOfWeek>().HaveConversion<int>();
    }

    private sealed class QueueIdConverter() : ValueConverter<QueueId, string>(id => id.Value, value => new QueueId(value));

    private sealed class AgentIdConverter() : ValueConverter<AgentId, string>(id => id.Value, value => new AgentId(value));

    private sealed class GroupIdConverter() : ValueConverter<GroupId, string>(id => id.Value, value => new GroupId(value));

    private sealed class ContractIdConverter() : ValueConverter<ContractId, string>(id => id.Value, value => new ContractId(value));

    private sealed class TemplateIdConverter() : ValueConverter<TemplateId, string>(id => id.Value, value => new TemplateId(value));

    private sealed class BusinessUnitIdConverter() : ValueConverter<BusinessUnitId, int>(id => id.Value, value => new BusinessUnitId(value));

    private sealed class ImportedFileIdConverter() : ValueConverter<ImportedFileId, int>(id => id.Value, value => new ImportedFileId(value));

    private sealed class CallStreamIdConverter() : ValueConverter<CallStreamId, int>(id => id.Value, value => new CallStreamId(value));

    private sealed class ForecastIdConverter() : ValueConverter<ForecastId, int>(id => id.Value, value => new ForecastId(value));

    private sealed class RequirementIdConverter() : ValueConverter<RequirementId, int>(id => id.Value, value => new RequirementId(value));

    private sealed class ScheduleIdConverter() : ValueConverter<ScheduleId, int>(id => id.Value, value => new ScheduleId(value));

    private sealed class AccountIdConverter() : ValueConverter<AccountId, int>(id => id.Value, value => new AccountId(value));

    private sealed class PeriodIdConverter() : ValueConverter<PeriodId, int>(id => id.Value, value => new PeriodId(value));

    private sealed class FeedSourceIdConverter() : ValueConverter<FeedSourceId, int>(id => id.Value, value => new FeedSourceId(value));
}

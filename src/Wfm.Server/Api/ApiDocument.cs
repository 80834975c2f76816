using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Wfm.Domain;
using Wfm.Server.Security;
using Wfm.Storage;

namespace Wfm.Server.Api;

/// <summary>The OpenAPI document: what our own value types look like, and who may call.</summary>
internal static class ApiDocument
{
    private static readonly Dictionary<Type, (JsonSchemaType Type, string? Format, string Text)> Values = new()
    {
        [typeof(Instant)] = (JsonSchemaType.String, "date-time", "A moment in UTC."),
        [typeof(LocalDate)] = (JsonSchemaType.String, "date", "A day."),
        [typeof(LocalTime)] = (JsonSchemaType.String, null, "A time on the wall clock, HH:mm."),
        [typeof(LocalDateTime)] = (JsonSchemaType.String, null, "A day and time on the unit's wall clock, yyyy-MM-ddTHH:mm."),
        [typeof(QueueId)] = (JsonSchemaType.String, null, "A queue's code."),
        [typeof(AgentId)] = (JsonSchemaType.String, null, "An agent's code."),
        [typeof(GroupId)] = (JsonSchemaType.String, null, "A group's code."),
        [typeof(ContractId)] = (JsonSchemaType.String, null, "A contract's code."),
        [typeof(TemplateId)] = (JsonSchemaType.String, null, "A shift template's code."),
        [typeof(BusinessUnitId)] = (JsonSchemaType.Integer, "int32", "A unit's number."),
        [typeof(ForecastId)] = (JsonSchemaType.Integer, "int32", "A forecast's number."),
        [typeof(RequirementId)] = (JsonSchemaType.Integer, "int32", "A requirement's number."),
        [typeof(ScheduleId)] = (JsonSchemaType.Integer, "int32", "A schedule version's number."),
        [typeof(PeriodId)] = (JsonSchemaType.Integer, "int32", "A schedule period's number."),
        [typeof(AccountId)] = (JsonSchemaType.Integer, "int32", "An account's number."),
    };

    public static void Configure(OpenApiOptions options)
    {
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Type type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (Values.TryGetValue(type, out (JsonSchemaType Type, string? Format, string Text) value))
            {
                schema.Type = type == context.JsonTypeInfo.Type ? value.Type : value.Type | JsonSchemaType.Null;
                schema.Format = value.Format;
                schema.Description = value.Text;
                schema.Properties?.Clear();
                schema.Required?.Clear();
            }

            DescribeText(schema, context);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Allowed? allowed = context.Description.ActionDescriptor.EndpointMetadata.OfType<Allowed>().LastOrDefault();
            operation.Description = allowed?.Act is { } act ? $"Permission: {act}." : "No login needed.";
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Wfm", Version = "1", Description = "Workforce management for contact centres." };
            document.Servers = [];
            return Task.CompletedTask;
        });
    }

    // Text has a converter of ours, and what has one the framework describes as anything; so it leaves out the items of lists of text and of codes.
    private static void DescribeText(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        if (context.JsonTypeInfo.Type == typeof(string))
        {
            schema.Type = context.JsonPropertyInfo?.IsGetNullable == true ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        }
        else if (schema.Type?.HasFlag(JsonSchemaType.Array) == true && schema.Items is null)
        {
            schema.Items = new OpenApiSchema { Type = Values.TryGetValue(context.JsonTypeInfo.ElementType ?? typeof(string), out var value) ? value.Type : JsonSchemaType.String };
        }
    }
}

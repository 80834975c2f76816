using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;

namespace Wfm.Storage;

/// <summary>Names in the database: <c>lower_case_with_underscores</c>, lengths of time with their unit.</summary>
internal static class SnakeCase
{
    /// <summary>Renames every table, column, key and index of the model.</summary>
    /// <param name="model">The model being built.</param>
    public static void Apply(IMutableModel model)
    {
        foreach (IMutableEntityType entity in model.GetEntityTypes())
        {
            entity.SetTableName(Of(entity.GetTableName()!));
            NameColumns(entity);
            foreach (IMutableComplexProperty complex in entity.GetComplexProperties())
            {
                NameColumns(complex.ComplexType);
            }
        }

        foreach (IMutableEntityType entity in model.GetEntityTypes())
        {
            foreach (IMutableKey key in entity.GetKeys())
            {
                key.SetName($"pk_{entity.GetTableName()}");
            }

            foreach (IMutableForeignKey foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName($"fk_{entity.GetTableName()}_{foreignKey.PrincipalEntityType.GetTableName()}");
            }

            foreach (IMutableIndex index in entity.GetIndexes())
            {
                index.SetDatabaseName($"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(property => property.GetColumnName()))}");
            }
        }
    }

    private static void NameColumns(IMutableTypeBase type)
    {
        foreach (IMutableProperty property in type.GetProperties())
        {
            string prefix = type is IMutableComplexType complex ? $"{Of(complex.ComplexProperty.Name)}_" : "";
            string unit = property.ClrType == typeof(Duration) || property.ClrType == typeof(Duration?) ? "_seconds" : "";
            property.SetColumnName($"{prefix}{Of(property.Name)}{unit}");
        }
    }

    private static string Of(string name)
    {
        StringBuilder words = new(name.Length + 8);
        foreach (char letter in name)
        {
            if (char.IsUpper(letter) && words.Length > 0)
            {
                words.Append('_');
            }

            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }
}

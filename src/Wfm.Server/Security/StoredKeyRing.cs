using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>Keeps the keys of data protection in the database, so that what one node protects any node can read.</summary>
/// <param name="scopes">Opens contexts.</param>
public sealed class StoredKeyRing(IServiceScopeFactory scopes) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using IServiceScope scope = scopes.CreateScope();
        return [.. scope.ServiceProvider.GetRequiredService<WfmDb>().ProtectionKeys.AsNoTracking().OrderBy(key => key.Id).Select(key => key.Xml).AsEnumerable().Select(xml => XElement.Parse(xml))];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        using IServiceScope scope = scopes.CreateScope();
        WfmDb db = scope.ServiceProvider.GetRequiredService<WfmDb>();
        db.Add(new StoredProtectionKey(friendlyName, element.ToString(SaveOptions.DisableFormatting)));
        db.SaveChanges();
    }
}

using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;

namespace Azure.Data.Tables.Internal;

/// <summary>The columns of an entity type: its public properties and fields, renamed by DataMember, hidden by IgnoreDataMember.</summary>
internal sealed record EntityMember(string Name, Type Type, Func<object, object> Get, Action<object, object> Set);

internal static class EntityMembers
{
    private static readonly ConcurrentDictionary<Type, EntityMember[]> Cache = new();

    public static IReadOnlyList<EntityMember> Of(Type type) => Cache.GetOrAdd(type, static found =>
    [
        .. found.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && !IsIgnored(property))
            .Select(FromProperty),
        .. found.GetFields(BindingFlags.Public | BindingFlags.Instance)
            .Where(field => !IsIgnored(field))
            .Select(field => new EntityMember(NameOf(field), field.FieldType, field.GetValue, field.SetValue)),
    ]);

    public static IEnumerable<KeyValuePair<string, object>> Read(ITableEntity entity) =>
        entity is IDictionary<string, object> values
            ? values
            : Of(entity.GetType()).Where(member => member.Get is not null)
                .Select(member => KeyValuePair.Create(member.Name, member.Get(entity)));

    /// <summary>The column name of a member: its DataMember name where it has one.</summary>
    public static string NameOf(MemberInfo member) => member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;

    private static EntityMember FromProperty(PropertyInfo property) => new(
        NameOf(property),
        property.PropertyType,
        property.CanRead ? property.GetValue : null,
        property.CanWrite ? property.SetValue : null);

    private static bool IsIgnored(MemberInfo member) => member.IsDefined(typeof(IgnoreDataMemberAttribute), inherit: true);
}

using System.Collections.Concurrent;
using System.Collections.Frozen;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Chain.Transport.Http;

/// <summary>A message's fields by the names that JSON may use for them: this chain's gateway writes snake_case, others camelCase.</summary>
internal static class JsonFields
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FrozenDictionary<string, FieldDescriptor>> Known = new();

    public static FrozenDictionary<string, FieldDescriptor> Of(MessageDescriptor type) => Known.GetOrAdd(type, Create);

    private static FrozenDictionary<string, FieldDescriptor> Create(MessageDescriptor type)
    {
        var fields = new Dictionary<string, FieldDescriptor>(StringComparer.Ordinal);
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            // This chain has no maps, and a map's JSON is not that of a list.
            if (field.IsMap)
                continue;
            fields[field.JsonName] = field;
            fields[field.Name] = field;
        }

        return fields.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Chaos.Lies;

/// <summary>A value that a node can lie about: a scalar of a reply, or an attribute of an event.</summary>
/// <param name="Method">The method's full name; for an event, "NewBlockEvents".</param>
/// <param name="Path">The path of the lie.</param>
/// <param name="Type">Its type, for the values that are extreme for it.</param>
internal sealed record LieField(string Method, string Path, FieldType Type)
{
    private const int Depth = 6;

    public bool IsEvent => Path.StartsWith("event:", StringComparison.Ordinal);

    /// <summary>Whether the chain's name is in it.</summary>
    public bool NamesChain => Method.EndsWith("/GetNodeInfo", StringComparison.Ordinal) && Path is "" or "default_node_info" or "default_node_info.network";

    /// <summary>Every scalar of a reply, and the times in it.</summary>
    public static IEnumerable<LieField> OfReply(MethodDescriptor method) =>
        Scalars(method.OutputType, "", Depth).Select(found => new LieField($"/{method.Service.FullName}/{method.Name}", found.Path, found.Type));

    /// <summary>Every attribute of an event.</summary>
    public static IEnumerable<LieField> OfEvent(MessageDescriptor type) =>
        type.Fields.InFieldNumberOrder().Select(field => new LieField("NewBlockEvents", $"event:{type.FullName}/{field.Name}", field.FieldType));

    private static IEnumerable<(string Path, FieldType Type)> Scalars(MessageDescriptor type, string prefix, int depth)
    {
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            var path = prefix + field.Name;
            if (field.FieldType != FieldType.Message || field.MessageType.FullName == Timestamp.Descriptor.FullName)
            {
                yield return (path, field.FieldType);
            }
            else if (depth > 0 && !field.IsMap)
            {
                yield return (path, FieldType.Message);
                foreach (var inner in Scalars(field.MessageType, path + ".", depth - 1))
                    yield return inner;
            }
        }
    }
}

using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Faults.Lies.Wire;

/// <summary>
/// Changes the fields of a message that a path leads to, on the wire: what a message type cannot hold can be written too.
/// </summary>
/// <param name="find">The message of a type name, for what an Any holds.</param>
/// <param name="change">Gets the field and its bytes with the tag (null if it has its default), returns the bytes that replace them.</param>
/// <param name="makesParents">Whether missing messages on the way are made.</param>
internal sealed class WireRewriter(Func<string, MessageDescriptor?> find, Func<FieldDescriptor, ReadOnlyMemory<byte>?, byte[]> change, bool makesParents = false)
{
    /// <summary>The message with its fields changed; the same bytes if the path leads nowhere.</summary>
    public byte[] Rewrite(MessageDescriptor type, ReadOnlyMemory<byte> message, ReadOnlyMemory<PathStep> steps)
    {
        if (steps.IsEmpty || !steps.Span[0].IsMember || WireField.Read(message) is not { } fields)
            return message.ToArray();
        if (type.FindFieldByName(steps.Span[0].Name!) is not { } field)
            return type.FullName == Any.Descriptor.FullName ? InAny(fields, steps) : message.ToArray();
        var rest = steps[1..];
        var which = new PathStep(null);
        if (field.IsRepeated && !rest.IsEmpty && !rest.Span[0].IsMember)
            (which, rest) = (rest.Span[0], rest[1..]);
        using var output = new MemoryStream();
        var index = 0;
        foreach (var one in fields)
        {
            if (one.Number != field.FieldNumber)
            {
                output.Write(one.Raw.Span);
                continue;
            }

            foreach (var (raw, payload) in Single(field, one))
            {
                var taken = !field.IsRepeated || which.Takes(index, name => Member(field, payload, name));
                output.Write(taken ? Replace(field, raw, payload, rest) : raw.Span);
                index++;
            }
        }

        if (index == 0 && !field.IsRepeated)
            output.Write(Missing(field, rest));
        return output.ToArray();
    }

    private ReadOnlySpan<byte> Replace(FieldDescriptor field, ReadOnlyMemory<byte> raw, ReadOnlyMemory<byte> payload, ReadOnlyMemory<PathStep> rest)
    {
        if (rest.IsEmpty)
            return change(field, raw);
        return field.FieldType == FieldType.Message
            ? WireField.Write(field.FieldNumber, WireField.Delimited, Rewrite(field.MessageType, payload, rest))
            : raw.Span;
    }

    private ReadOnlySpan<byte> Missing(FieldDescriptor field, ReadOnlyMemory<PathStep> rest)
    {
        if (rest.IsEmpty)
            return change(field, null);
        return makesParents && field.FieldType == FieldType.Message
            ? WireField.Write(field.FieldNumber, WireField.Delimited, Rewrite(field.MessageType, default, rest))
            : [];
    }

    private byte[] InAny(List<WireField> fields, ReadOnlyMemory<PathStep> steps)
    {
        var url = fields.FirstOrDefault(static field => field.Number == Any.TypeUrlFieldNumber).Payload;
        var type = find(Any.GetTypeName(System.Text.Encoding.UTF8.GetString(url.Span)));
        return [.. fields.SelectMany(field => type is null || field.Number != Any.ValueFieldNumber
            ? field.Raw.ToArray()
            : WireField.Write(field.Number, WireField.Delimited, Rewrite(type, field.Payload, steps)))];
    }

    private static string? Member(FieldDescriptor field, ReadOnlyMemory<byte> payload, string name) =>
        field.FieldType == FieldType.Message && field.MessageType.FindFieldByName(name) is { } member
            ? member.Accessor.GetValue(field.MessageType.Parser.ParseFrom(payload.ToArray())).ToString()
            : null;

    // Numbers of a list may share one field.
    private static IEnumerable<(ReadOnlyMemory<byte> Raw, ReadOnlyMemory<byte> Payload)> Single(FieldDescriptor field, WireField one)
    {
        var single = WireValue.TypeOf(field);
        if (one.WireType == single || one.WireType != WireField.Delimited)
        {
            yield return (one.Raw, one.Payload);
            yield break;
        }

        for (var at = 0; at < one.Payload.Length;)
        {
            var payload = one.Payload.Slice(at, Math.Min(WireField.ScalarLength(one.Payload.Span[at..], single), one.Payload.Length - at));
            at += payload.Length;
            yield return (WireField.Write(field.FieldNumber, single, payload.Span), payload);
        }
    }
}

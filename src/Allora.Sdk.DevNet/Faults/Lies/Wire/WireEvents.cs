using System.Text;
using Allora.Sdk.DevNet.Faults.Lies.Json;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.DevNet.Faults.Lies.Wire;

/// <summary>Rewrites attributes of events in protobuf answers, such as those of a transaction.</summary>
internal static class WireEvents
{
    private const string EventType = "tendermint.abci.Event";

    /// <summary>The answer as the lie has it; null if no event has the attribute.</summary>
    public static byte[]? Apply(Lie lie, MessageDescriptor type, byte[] answer, byte[]? earlier)
    {
        string? past = null;
        if (earlier is not null)
            Walk(type, earlier, lie.Parsed, text => (past = text, new EventText.Told(text, false)).Item2);
        var isChanged = false;
        var told = Walk(type, answer, lie.Parsed, honest =>
        {
            if (EventText.Of(lie, honest, past) is not { } changed)
                return new EventText.Told(honest, false);
            isChanged = true;
            return changed;
        });
        return isChanged ? told : null;
    }

    private static byte[] Walk(MessageDescriptor type, ReadOnlyMemory<byte> message, LiePath path, Func<string, EventText.Told> change)
    {
        if (WireField.Read(message) is not { } fields)
            return message.ToArray();
        var isEvent = type.FullName == EventType;
        if (isEvent && !Text(fields, 1).EndsWith(path.Name, StringComparison.Ordinal))
            return message.ToArray();
        return [.. fields.SelectMany(one => type.FindFieldByNumber(one.Number) switch
        {
            { FieldType: FieldType.Message } when isEvent => Attribute(one, path, change),
            { FieldType: FieldType.Message } field => WireField.Write(one.Number, WireField.Delimited, Walk(field.MessageType, one.Payload, path, change)),
            _ => one.Raw.ToArray(),
        })];
    }

    private static byte[] Attribute(WireField one, LiePath path, Func<string, EventText.Told> change)
    {
        if (WireField.Read(one.Payload) is not { } fields || Text(fields, 1) != path.Attribute)
            return one.Raw.ToArray();
        var told = change(Text(fields, 2));
        if (told.IsRemoved)
            return [];
        var value = WireField.Write(2, WireField.Delimited, Encoding.UTF8.GetBytes(told.Text));
        return WireField.Write(one.Number, WireField.Delimited, [.. fields.Where(static field => field.Number != 2).SelectMany(static field => field.Raw.ToArray()), .. value]);
    }

    private static string Text(List<WireField> fields, int number) =>
        Encoding.UTF8.GetString(fields.FirstOrDefault(field => field.Number == number).Payload.Span);
}

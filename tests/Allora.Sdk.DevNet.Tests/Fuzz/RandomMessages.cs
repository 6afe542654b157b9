using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Allora.Sdk.DevNet.Tests.Fuzz;

/// <summary>Messages of any type with values that mean something to the chain now and then, and nonsense otherwise.</summary>
internal sealed class RandomMessages(Random random, IReadOnlyList<string> addresses, long height)
{
    private const int Deepest = 5;

    private static readonly string[] Texts =
    [
        "", "0", "1", "-1", "0.5", "1e40", "1E+41", "1E-41", "-0", "NaN", "Infinity", "0x10", " 1", "1_000", "١", "uallo", "uatom", "y", "up", "down",
        "up ", "\u0000", "\ud83d\ude00", "e\u0301", "allo1", "allo1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq", "cosmos1vqpjljwsynsn58dugz0w8ut7kun7t8ls2qkmsq",
        "ALLO1ZZZ", "tm.event='Tx'", "message.action='/cosmos.bank.v1beta1.MsgSend'", "tx.height>0", "AND AND", "(", "'", "mse", "huber", "9999999999999999999999999999999999999999", "115792089237316195423570985008687907853269984665640564039457584007913129639936",
    ];

    public IMessage Of(MessageDescriptor type, int depth = 0)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        if (message is Any any)
            return Filled(any, depth);
        foreach (var field in type.Fields.InFieldNumberOrder())
        {
            if (random.Next(10) < 2 || field.IsMap)
                continue;
            if (field.IsRepeated)
                Fill((IList)field.Accessor.GetValue(message), field, depth);
            else if (Value(field, depth) is { } value)
                field.Accessor.SetValue(message, value);
        }

        return message;
    }

    private void Fill(IList list, FieldDescriptor field, int depth)
    {
        for (var i = random.Next(4); i > 0; i--)
        {
            if (Value(field, depth) is { } value)
                list.Add(value);
        }
    }

    private object? Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.Message => depth < Deepest ? Of(field.MessageType, depth + 1) : null,
        FieldType.String => Text(field.Name),
        FieldType.Bytes => ByteString.CopyFrom(Damage.Garbage(random, 70)),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Enum => random.Next(-1, 6),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => (int)Number(),
        FieldType.UInt32 or FieldType.Fixed32 => (uint)Number(),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => Number(),
        FieldType.UInt64 or FieldType.Fixed64 => (ulong)Number(),
        FieldType.Double => random.NextDouble(),
        FieldType.Float => random.NextSingle(),
        _ => null,
    };

    private string Text(string name) => random.Next(10) switch
    {
        < 5 when name is "sender" or "creator" or "worker" or "reputer" or "owner" || name.Contains("address", StringComparison.Ordinal) => addresses[random.Next(addresses.Count)],
        < 5 when name == "denom" => "uallo",
        < 2 => addresses[random.Next(addresses.Count)],
        < 4 => random.Next(100_000).ToString(CultureInfo.InvariantCulture),
        4 => new string((char)random.Next(32, 0x2000), random.Next(300)),
        _ => Texts[random.Next(Texts.Length)],
    };

    private long Number() => random.Next(12) switch
    {
        0 => 0,
        1 => -1,
        2 => long.MaxValue,
        3 => long.MinValue,
        4 => random.NextInt64(),
        5 => int.MaxValue,
        < 8 => height - random.Next(15),
        < 10 => random.Next(2) == 0 ? 67 : 1,
        _ => random.Next(30),
    };

    private Any Filled(Any any, int depth)
    {
        any.TypeUrl = random.Next(4) == 0 ? "/" + Text("type") : "/cosmos.crypto.secp256k1.PubKey";
        any.Value = depth < Deepest && random.Next(3) == 0 ? Of(Any.Descriptor, depth + 1).ToByteString() : ByteString.CopyFrom(Damage.Garbage(random, 60));
        return any;
    }
}

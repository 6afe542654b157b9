using System.Globalization;
using Allora.Sdk.Chain.Wire;
using Allora.Sdk.Protos.Emissions.V10;
using Google.Protobuf.Reflection;

namespace Allora.Sdk.Chain.Schemas.Messages;

/// <summary>A topic as a node sent it, and those of its fields that are unknown to this version of the library.</summary>
internal sealed record StoredTopic(Topic? Topic, IReadOnlyList<string> Unknown)
{
    /// <summary>Reads a reply to GetTopic.</summary>
    public static StoredTopic Read(ReadOnlySpan<byte> reply, MessageDescriptor type)
    {
        List<string> unknown = [];
        var fields = new ProtoReader(reply);
        while (fields.Next())
        {
            if (fields.Field == GetTopicResponse.TopicFieldNumber)
                AddUnknown(fields.Bytes(), type, unknown);
            else
                fields.Skip();
        }

        return new StoredTopic(GetTopicResponse.Parser.ParseFrom(reply).Topic, unknown);
    }

    private static void AddUnknown(ReadOnlySpan<byte> topic, MessageDescriptor type, List<string> unknown)
    {
        var fields = new ProtoReader(topic);
        while (fields.Next())
        {
            // A gateway's reply has names instead of numbers.
            if (fields.Field == UnknownNames.Field)
            {
                unknown.Add(fields.Text());
                continue;
            }

            if (type.FindFieldByNumber(fields.Field) is null)
                unknown.Add(string.Create(CultureInfo.InvariantCulture, $"field {fields.Field}"));
            fields.Skip();
        }
    }
}

namespace Allora.Sdk.Chain.Wire;

/// <summary>Reads a QueryAccountInfoResponse.</summary>
internal static class AccountReply
{
    public static AccountState Read(ReadOnlySpan<byte> reply)
    {
        var address = "";
        ulong number = 0, sequence = 0;
        var reader = new ProtoReader(reply);
        while (reader.Next())
        {
            if (reader.Field != 1)
            {
                reader.Skip();
                continue;
            }

            var info = new ProtoReader(reader.Bytes());
            while (info.Next())
            {
                switch (info.Field)
                {
                    case 1: address = info.Text(); break;
                    case 3: number = info.Number(); break;
                    case 4: sequence = info.Number(); break;
                    default: info.Skip(); break;
                }
            }
        }

        return new AccountState { Address = address, AccountNumber = number, Sequence = sequence };
    }
}
